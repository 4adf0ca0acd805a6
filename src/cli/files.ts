import { existsSync, unlinkSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { decode, NOT_TEXT } from '../artifact/text.js';
import { Refusal } from './command.js';

/** The size limit of a file, in bytes: far beyond any record or page. */
const MAX_BYTES = 50_000_000;

const why = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    ENOENT: 'it does not exist',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of its path is a file, not a folder',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
    EEXIST: 'a file of that name already exists',
  };
  return (code && words[code]) || message;
};

/** Reads the text of a file. @throws Refusal with the reason. */
export const readText = async (path: string): Promise<string> => {
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES)
      throw new Refusal(`${path} is larger than ${MAX_BYTES / 1e6} MB, too large for a record or a page.`);
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${path} can't be read: ${why(error)}.`);
  }
  const text = decode(bytes);
  if (text === undefined) throw new Refusal(`${path}: ${NOT_TEXT.message} ${NOT_TEXT.remedy}`);
  return text;
};

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );

/**
 * The files that operands name: files as they are, every file with one of the endings in a folder and its subfolders,
 * and what a glob matches where no shell has expanded it. In the order given, those of a folder by name, each once.
 */
export const expandFiles = async (operands: readonly string[], endings: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  for (const operand of operands) {
    const options = { onlyFiles: true, expandDirectories: false, ignore: ['**/node_modules/**'] };
    if (await isDirectory(operand)) {
      const pattern = endings.length === 1 ? `**/*.${endings[0]}` : `**/*.{${endings.join(',')}}`;
      const files = (await glob(pattern, { ...options, cwd: operand })).sort();
      if (files.length === 0)
        throw new Refusal(
          `The folder ${operand} contains no files ending in ${endings.map((ending) => `.${ending}`).join(' or ')}.`,
        );
      found.push(...files.map((file) => join(operand, file)));
    } else if (!existsSync(operand) && isDynamicPattern(operand)) {
      const files = (await glob(operand, options)).sort();
      if (files.length === 0) throw new Refusal(`No file matches ${operand}.`);
      found.push(...files);
    } else found.push(operand);
  }
  return [...new Set(found)];
};

/** Temporary files in use, to be deleted if the program ends before they are complete. */
const unfinished = new Set<string>();

/** Deletes unfinished temporary files. */
export const discardUnfinished = (): void => {
  for (const path of unfinished) {
    try {
      unlinkSync(path);
    } catch {
      // It was renamed, or never made.
    }
  }
  unfinished.clear();
};

/** `.name.4711.tmp`: hidden, with the id of the process that writes it. */
const TEMPORARY = /^\..+\.(\d+)\.tmp$/;

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Creates the folder, and deletes temporary files left by a killed process. */
export const prepareFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) {
      const pid = TEMPORARY.exec(name)?.[1];
      if (pid !== undefined && !isRunning(Number(pid))) await unlink(join(folder, name));
    }
  } catch (error) {
    throw new Refusal(`The folder ${folder} can't be used: ${why(error)}.`);
  }
};

/**
 * Writes a file whole or not at all: under another name first, then renamed. A file that holds the text already is left
 * alone, so that its date stays.
 * @returns whether it was written.
 */
export const writeAtomic = async (path: string, text: string): Promise<boolean> => {
  const target = resolve(path);
  if ((await readFile(target, 'utf8').catch(() => undefined)) === text) return false;
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  unfinished.add(temporary);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw new Refusal(`${path} can't be written: ${why(error)}.`);
  } finally {
    unfinished.delete(temporary);
  }
  return true;
};
