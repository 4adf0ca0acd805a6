// What `npm start` runs: installs what is missing, builds what is out of date, serves, prints the URL. Node built-ins only, until all is installed.
import { buildIfChanged, installPackages } from '../src/build/prepare.mjs';

const HELP = `npm start: serves the demo on http://localhost:8000/

  PORT=8080 npm start   on another port
  HOST=0.0.0.0          for other machines too; unset, this machine only
`;

if (process.argv.includes('--help')) {
  process.stdout.write(HELP);
  process.exit(0);
}

// What failed has said why.
if (!installPackages() || !buildIfChanged()) process.exit(1);

// Only now: what it imports has just been installed.
const { serve } = await import('./serve.mjs');
const port = Number(process.env.PORT ?? 8000);
try {
  const { url } = await serve({ port, host: process.env.HOST ?? '127.0.0.1' });
  console.log(`\nartifact-viewer is at ${url}   (Ctrl-C ends it)\n`);
} catch (error) {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`);
  process.exit(1);
}
