// A chapter as an engine has laid it out in pages → what is wrong with it, in words, and how much there is.

const TEXT = 1.5; // CSS pixels that a glyph's box may pass an edge by
const RIM = 0.15; // of a line: a font's box is taller than its letters
const LETTER = /[\p{L}\p{N}]/u;
const SLANTS = /^(?!zh|ja|ko|ar|he|fa)/; // languages whose letters may slant
const BLOCKS = "p,h1,h2,h3,h4,h5,h6,li,dt,dd,td,th,figcaption,caption,pre,aside";

/** Measure a document: `size` is a page's length along `axis`, `extent` its other side, `pages` what the engine counts. */
export function measure(doc, { axis, size, extent, pages, theme }) {
  const frame = geometry(doc, axis);
  const faults = [], seen = new Set(), lines = [];
  let letters = 0;
  const note = (what, text) => faults.push(`${what}: ${String(text).trim().slice(0, 40)}`);

  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue;
    if (!text.trim() || !shown(node.parentElement)) continue;
    letters += text.replace(/\s/g, "").length;
    if (/[\uFFFD\uE000-\uF8FF]/.test(text)) note("a character no font draws", text);
    const range = doc.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((rect) => rect.width >= 0.5 && rect.height >= 0.5);
    const strays = boxes.some((rect) => leaves(rect, place(rect, frame, axis, size), { axis, size, frame }));
    for (const rect of strays ? inked(node) : boxes) {
      const spot = place(rect, frame, axis, size);
      seen.add(spot.page);
      if (spot.end > (spot.page + 1) * size + TEXT) note("text runs over the page's end", text);
      const rim = TEXT + (axis === "y" ? rect.width : rect.height) * RIM;
      if (spot.near < -rim || spot.far > extent + rim) note("text is cut at the page's side", text);
      if (axis === "x" && rect.width > frame.column + TEXT) note("a line is wider than its column", text);
      lines.push({ rect, page: spot.page, block: node.parentElement.closest(BLOCKS), text });
    }
  }
  for (const image of doc.images) {
    const rect = image.getBoundingClientRect(), spot = place(rect, frame, axis, size);
    for (let page = spot.page; page * size < spot.end - TEXT; page += 1) seen.add(page);
    if (!image.naturalWidth) note("a picture is not drawn", image.src);
    if (axis === "x" && rect.width > frame.column + TEXT) note("a picture is wider than its column", image.alt);
    if (spot.end > (spot.page + 1) * size + TEXT) note("a picture runs over the page's end", image.alt);
    if (spot.far > extent + TEXT || spot.near < -TEXT) note("a picture is cut at the page's side", image.alt);
  }
  overlaps(lines, note);
  const last = Math.max(...seen) + 1;
  if (last > pages) note("text that no page shows", `page ${last} of ${pages}`);
  for (let page = 0; page < pages; page += 1) if (!seen.has(page)) note("a blank page", page + 1);
  colours(doc, theme, note);
  structure(doc, note);
  return { theme: theme.name, pages, letters, faults: few(faults) };
}

/** Keep three of each kind. */
function few(faults) {
  const kinds = Object.groupBy(new Set(faults), (fault) => fault.split(":")[0]);
  return Object.values(kinds).flatMap((each) => each.slice(0, 3));
}

function leaves(rect, spot, { axis, size, frame }) {
  return spot.end > (spot.page + 1) * size + TEXT || (axis === "x" && rect.width > frame.column + TEXT);
}

/** Return the box of every character that blackens something: a space at a line's end may hang over it. */
function inked(node) {
  const range = node.ownerDocument.createRange(), boxes = [];
  [...node.nodeValue].reduce((at, character) => {
    range.setStart(node, at);
    range.setEnd(node, at + character.length);
    if (character.trim()) boxes.push(...range.getClientRects());
    return at + character.length;
  }, 0);
  return boxes;
}

function geometry(doc, axis) {
  const root = doc.documentElement, view = doc.defaultView;
  const columned = [doc.body, root].find((each) => view.getComputedStyle(each).columnWidth !== "auto") || doc.body;
  const style = view.getComputedStyle(columned), rect = root.getBoundingClientRect();
  const gap = parseFloat(style.columnGap) || 0, wanted = parseFloat(style.columnWidth);
  const room = (columned === root ? rect.width : columned.getBoundingClientRect().width)
    - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const count = Math.max(1, Math.floor((room + gap) / (wanted + gap)));
  const column = Number.isNaN(wanted) ? room : (room - (count - 1) * gap) / count;
  return { rect, column, isRtl: axis === "x" && view.getComputedStyle(root).direction === "rtl" };
}

function place(rect, frame, axis, size) {
  const along = axis === "y"
    ? [rect.top - frame.rect.top, rect.bottom - frame.rect.top]
    : frame.isRtl
      ? [frame.rect.right - rect.right, frame.rect.right - rect.left]
      : [rect.left - frame.rect.left, rect.right - frame.rect.left];
  const across = axis === "y"
    ? [rect.left - frame.rect.left, rect.right - frame.rect.left]
    : [rect.top - frame.rect.top, rect.bottom - frame.rect.top];
  return { page: Math.floor((along[0] + TEXT) / size), end: along[1], near: across[0], far: across[1] };
}

function shown(element) {
  if (!element || element.closest("[hidden], rp, script, style, title")) return false;
  return element.ownerDocument.defaultView.getComputedStyle(element).visibility !== "hidden";
}

/** Find lines of two blocks that lie upon each other; a font's box is taller than its letters, so its edges do not count. */
function overlaps(lines, note) {
  const inner = lines.filter((line) => line.block).map((line) => {
    const inset = Math.min(line.rect.height, line.rect.width) * 0.2;
    return { ...line, box: [line.rect.left + 1, line.rect.top + inset, line.rect.right - 1, line.rect.bottom - inset] };
  }).sort((one, other) => one.box[1] - other.box[1]);
  inner.forEach((line, index) => {
    for (let next = index + 1; next < inner.length && inner[next].box[1] < line.box[3]; next += 1) {
      const other = inner[next];
      if (other.block === line.block || other.block.contains(line.block) || line.block.contains(other.block)) continue;
      const wide = Math.min(line.box[2], other.box[2]) - Math.max(line.box[0], other.box[0]);
      const high = Math.min(line.box[3], other.box[3]) - Math.max(line.box[1], other.box[1]);
      if (wide > 2 && high > 2) note("lines lie upon each other", `${line.text.trim().slice(0, 18)} / ${other.text.trim().slice(0, 18)}`);
    }
  });
}

/** Find text that does not take the reader's own colours. */
function colours(doc, theme, note) {
  for (const element of doc.body.querySelectorAll(BLOCKS)) {
    if (!element.textContent.trim()) continue;
    const style = doc.defaultView.getComputedStyle(element);
    if (style.color !== theme.color) note("text keeps a colour of its own", `${style.color} ${element.textContent}`);
    if (style.backgroundColor !== "rgba(0, 0, 0, 0)") note("text keeps a ground of its own", element.textContent);
  }
}

/** Find what looks like something else than it is, with our sheets or without. */
function structure(doc, note) {
  const styled = (element) => doc.defaultView.getComputedStyle(element), size = (element) => parseFloat(styled(element).fontSize);
  const text = size(doc.body);
  for (const heading of doc.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    if (styled(heading).fontWeight < 600 && size(heading) < 1.05 * text) note("a heading looks like text", heading.textContent);
  }
  for (const paragraph of doc.querySelectorAll("article > p:not([class]) + p:not([class])")) {
    const own = styled(paragraph), gap = parseFloat(own.marginBlockStart) + parseFloat(styled(paragraph.previousElementSibling).marginBlockEnd);
    if (!parseFloat(own.textIndent) && gap < 0.3 * text) note("a paragraph looks like its neighbour's end", paragraph.textContent);
  }
  for (const label of doc.querySelectorAll("span[class], a, strong")) {
    const next = label.nextSibling, [last, first] = [label.textContent.slice(-1), next?.textContent.charAt(0)];
    if (next?.nodeType === Node.ELEMENT_NODE && styled(next).display === "inline" && LETTER.test(last) && LETTER.test(first)) {
      note("two labels run into each other", label.textContent + next.textContent);
    }
  }
  for (const reading of doc.querySelectorAll("rt")) {
    if (size(reading) > 0.8 * size(reading.parentElement)) note("a reading is as large as its character", reading.textContent);
  }
  for (const stressed of doc.querySelectorAll("em, strong, cite")) {
    if (styled(stressed).fontStyle !== "normal" && !SLANTS.test(stressed.closest("[lang]").lang)) note("letters slant that cannot", stressed.textContent);
  }
}
