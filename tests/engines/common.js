// What every engine's face needs.

export const THEMES = {
  light: { name: "light", color: "rgb(0, 0, 0)", background: "rgb(255, 255, 255)" },
  dark: { name: "dark", color: "rgb(222, 222, 222)", background: "rgb(18, 18, 18)" },
};
export const area = document.getElementById("area");
export const settled = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

export const flat = (entries, children) =>
  entries.flatMap((entry) => [entry, ...flat(entry[children] || [], children)]).filter((entry) => entry.href);

/** Return the links of a chapter that lead to no chapter of the book, or to no place of this one. */
export function lost(doc, find) {
  const links = [...doc.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"));
  return links.filter((href) => !/^[a-z]+:/i.test(href) && !(href.startsWith("#")
    ? doc.getElementById(decodeURIComponent(href.slice(1)))?.getClientRects().length
    : find(new URL(href, "http://x/EPUB/text/").pathname.slice("/EPUB/".length)) || find(href)));
}
