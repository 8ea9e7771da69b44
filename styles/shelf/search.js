// Searches titles and full text in the page: the texts come as scripts beside it, so a shelf on a disk is searched too.
"use strict";
var presswork = { all: [], add: function (listed) { this.all.push.apply(this.all, listed.map(prepared)); } };
function folded(text) { return text.normalize("NFKC").toLowerCase(); }
function prepared(one) { return { one: one, title: folded(one.title), about: folded(one.about), text: folded(one.text) }; }

(function () {
  var form = document.getElementById("search");
  var query = document.getElementById("query");
  var found = document.getElementById("found");
  var results = document.getElementById("results");
  var most = 50, around = 40, loading = null;

  function load() {
    if (loading === null) {
      loading = Promise.all(form.dataset.texts.split(" ").filter(Boolean).map(function (path) {
        return new Promise(function (done) {
          var script = document.createElement("script");
          script.src = path;
          script.onload = script.onerror = done;
          document.head.append(script);
        });
      }));
    }
    return loading;
  }

  function score(entry, words) {
    var sum = 0;
    for (var word of words) {
      var inTitle = entry.title.includes(word), inAbout = entry.about.includes(word);
      if (!inTitle && !inAbout && !entry.text.includes(word)) { return 0; }
      sum += inTitle ? 4 : inAbout ? 2 : 1;
    }
    return sum;
  }

  function excerpt(entry, words) {
    var line = document.createElement("p");
    var word = words.find(function (each) { return entry.text.includes(each); });
    // Folding may change a text's length (ﬁ → fi); then the place is not known and none is marked.
    var exact = entry.text.length === entry.one.text.length;
    var at = word && exact ? entry.text.indexOf(word) : 0;
    var start = Math.max(0, at - around), end = at + (word && exact ? word.length : 0);
    line.append((start ? "…" : "") + entry.one.text.slice(start, at));
    if (end > at) {
      var mark = document.createElement("mark");
      mark.textContent = entry.one.text.slice(at, end);
      line.append(mark);
    }
    line.append(entry.one.text.slice(end, end + around) + "…");
    return line;
  }

  function row(entry, words) {
    var item = document.createElement("li"), link = document.createElement("a"), about = document.createElement("p");
    link.href = entry.one.page;
    link.textContent = entry.one.title;
    about.className = "about";
    about.textContent = entry.one.about;
    item.append(link, about, excerpt(entry, words));
    return item;
  }

  function show() {
    var words = folded(query.value).split(/\s+/).filter(Boolean);
    var hits = !words.length ? [] : presswork.all
      .map(function (entry) { return { entry: entry, score: score(entry, words) }; })
      .filter(function (hit) { return hit.score; })
      .sort(function (a, b) { return b.score - a.score || (a.entry.one.date < b.entry.one.date ? 1 : -1); });
    found.textContent = words.length ? found.dataset.found.replace("{count}", hits.length) : "";
    results.replaceChildren.apply(results, hits.slice(0, most).map(function (hit) { return row(hit.entry, words); }));
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    load().then(show);
  });
  query.addEventListener("input", function () { load().then(show); });
  form.hidden = false;
  var asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    query.value = asked;
    load().then(show);
  }
})();
