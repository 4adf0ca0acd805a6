/** @jsxImportSource preact */
// Preact, with marked and DOMPurify for text.
import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { render } from 'preact';

const Card = ({ card }) => (
  <section class="card" aria-label={card.title}>
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
);

globalThis.peer = {
  cards(root, items) {
    const show = (next) =>
      render(
        next.map(({ card }) => <Card key={card.id} card={card} />),
        root,
      );
    show(items);
    return { update: show, remove: () => render(null, root) };
  },
  article(root, { markdown }) {
    render(<article dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(marked.parse(markdown)) }} />, root);
    return root;
  },
};
