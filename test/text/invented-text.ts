/** An invented text with every mark that articles have, and with what makes trouble. */
export const INVENTED = `## Exemplaril [@label]

**Exemplaril** 10 mg *once* a day [@label; @trial], or \`0.5 mg/kg\` &lt;LLOQ <!-- a comment --> and more [@trial] [@label].

# Above its first heading

- a list with a [path](/proteins/smn1-protein), [smn1](/proteins/smn1-protein) and an [address](https://example.com/a?b=c&d)
  - nested, [nowhere](#here) and [run](javascript:alert(1)) and [back](/a\\\\b)
- [x] done

3. three
5. five

| Dose | n/N |
| --- | ---: |
| 10 mg | 19/21 [@trial] | and a cell too many |

<table><caption>In HTML [@label]</caption><tr><td>**bold** in a cell</td><td colspan="200">wide</td></tr></table>

> A quote
>
> in two paragraphs

\`\`\`js
const a = '<b>';
\`\`\`

<pre>

two lines</pre>

![A picture](https://example.com/picture.png "of it") ![Dot](data:image/gif;base64,R0lGODlhAQABAAAAACw=)

<div lang="fr" dir="ltr" style="color:red" id="x" class="y"><p>En français</p></div>

<h4 lang="la">Heading in HTML</h4>

[a link with a citation [@label] in it](https://example.com/) and https://example.com/bare, שלום and [words ](javascript:x)[@trial]

Setext
------

A [reference][ref] and E=mc<sup>2</sup>, H<sub>2</sub>O.

[ref]: https://example.com/reference "Title"`;
