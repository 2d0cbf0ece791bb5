/**
 * What the report does in a browser, without any library: sorts tables, filters scenarios and policies, zooms maps and
 * says what lies under the pointer. Everything can be read without it.
 */
export const SCRIPT = `'use strict';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// Tables: a heading's button sorts; a second press turns the order. Empty fields come last either way.
for (const table of all('table.sortable')) {
  all('th button', table).forEach((button, column) => button.addEventListener('click', () => {
    const heading = button.parentElement;
    const down = heading.getAttribute('aria-sort') === 'ascending';
    all('th', table).forEach((each) => each.removeAttribute('aria-sort'));
    heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const numeric = heading.classList.contains('n');
    const key = (row) => {
      const cell = row.cells[column];
      if (!numeric) return cell.textContent;
      const value = Number(cell.dataset.v ?? cell.textContent.replaceAll(',', ''));
      return cell.textContent === '' || Number.isNaN(value) ? null : value;
    };
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, key: key(row) }));
    rows.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      const order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
      return down ? -order : order;
    });
    body.append(...rows.map(({ row }) => row));
  }));
}

// Filters: words that a scenario's name or file must have, and policies.
const search = document.querySelector('#search');
const found = document.querySelector('#found');
const sections = all('.scenario');
const filter = () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const section of sections) {
    const fits = words.every((word) => section.dataset.name.includes(word));
    section.hidden = !fits;
    if (fits) shown++;
  }
  for (const item of all('#contents li')) item.hidden = !words.every((word) => item.dataset.name.includes(word));
  found.textContent = shown + ' of ' + sections.length + ' scenarios';
};
search.addEventListener('input', filter);
filter();
const boxes = all('#policies input');
const choose = () => {
  const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
  for (const row of all('.scenario tr[data-p]')) row.hidden = off.has(row.dataset.p);
};
for (const box of boxes) box.addEventListener('change', choose);
document.querySelector('#no-policies').addEventListener('click', () => { for (const box of boxes) box.checked = box.value === 'linux' || box.value === 'ideal'; choose(); });
document.querySelector('#all-policies').addEventListener('click', () => { for (const box of boxes) box.checked = true; choose(); });
if (boxes.some((box) => !box.checked)) choose();

// On paper nothing is closed: what was, closes again after.
let closed = [];
addEventListener('beforeprint', () => {
  closed = all('details:not([open])');
  for (const each of closed) each.open = true;
});
addEventListener('afterprint', () => { for (const each of closed) each.open = false; });

// Maps: the view box is what zooms; the picture stays sharp.
for (const map of all('.map')) {
  const canvas = map.querySelector('.canvas');
  const svg = canvas.querySelector('svg');
  const whole = svg.getAttribute('viewBox').split(' ').map(Number);
  let [x, y, width, height] = whole;
  const show = () => {
    width = Math.min(width, whole[2]);
    height = width * whole[3] / whole[2];
    x = Math.min(Math.max(x, whole[0]), whole[0] + whole[2] - width);
    y = Math.min(Math.max(y, whole[1]), whole[1] + whole[3] - height);
    svg.setAttribute('viewBox', [x, y, width, height].map((value) => value.toFixed(3)).join(' '));
    canvas.classList.toggle('moved', width < whole[2]);
  };
  const zoom = (factor, across = 0.5, down = 0.5) => {
    const next = Math.max(width * factor, whole[2] / 4096);
    x += (width - next) * across;
    y += (height - next * whole[3] / whole[2]) * down;
    width = next;
    show();
  };
  const move = (dx, dy) => { x += dx * width; y += dy * height; show(); };
  const reset = () => { [x, y, width, height] = whole; show(); };
  const does = { in: () => zoom(0.5), out: () => zoom(2), all: reset };
  for (const button of all('[data-zoom]', map)) button.addEventListener('click', does[button.dataset.zoom]);
  const keys = {
    '+': does.in, '=': does.in, '-': does.out, '0': reset,
    ArrowLeft: () => move(-0.1, 0), ArrowRight: () => move(0.1, 0), ArrowUp: () => move(0, -0.1), ArrowDown: () => move(0, 0.1),
  };
  canvas.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  canvas.addEventListener('wheel', (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = canvas.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.25 : 0.8, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }, { passive: false });
  let from = null;
  canvas.addEventListener('pointerdown', (event) => { if (width < whole[2]) { from = [event.clientX, event.clientY]; canvas.setPointerCapture(event.pointerId); } });
  canvas.addEventListener('pointerup', () => { from = null; });
  const hover = map.querySelector('.hover');
  canvas.addEventListener('pointermove', (event) => {
    if (from !== null) {
      const box = canvas.getBoundingClientRect();
      move((from[0] - event.clientX) / box.width, (from[1] - event.clientY) / box.height);
      from = [event.clientX, event.clientY];
      return;
    }
    const title = event.target.closest('rect')?.querySelector('title');
    hover.textContent = title ? title.textContent : '';
  });
}
`;
