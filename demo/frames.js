// What a page may do with frames: give them its colours, and ask one for a section.
const theme = document.querySelector('#theme');
theme.addEventListener('change', () => (document.documentElement.dataset.theme = theme.value));

for (const button of document.querySelectorAll('[data-section]'))
  button.addEventListener('click', () => document.querySelector('#steer').reveal(button.dataset.section));
