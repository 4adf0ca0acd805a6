/** @jsxImportSource react */
// React, with react-markdown for text: rehype-raw and remark-gfm for the same features, rehype-sanitize for the same safety.
import { memo } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import Markdown from 'react-markdown';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';

const Card = memo(({ card }) => (
  <section className="card" aria-label={card.title}>
    <header>
      <h2>{card.title}</h2>
      {card.summary && <p>{card.summary}</p>}
    </header>
    <table>
      <tbody>
        {card.rows.map(({ label, value }, index) => (
          <tr key={index}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
));

globalThis.peer = {
  cards(root, items) {
    const view = createRoot(root);
    const show = (next) => flushSync(() => view.render(next.map(({ card }) => <Card key={card.id} card={card} />)));
    show(items);
    return { update: show, remove: () => view.unmount() };
  },
  article(root, { markdown }) {
    createRoot(root).render(
      <Markdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeRaw, rehypeSanitize]}>
        {markdown}
      </Markdown>,
    );
    return root;
  },
};
