"use strict";
(function () {
  var box = document.getElementById("q");
  var shown = document.getElementById("n");
  var none = document.getElementById("none");
  var rows = Array.prototype.slice.call(document.querySelectorAll("details.r"));
  var words = rows.map(function () { return null; });
  var keys = ["verdict", "cause", "host", "surface", "os", "date", "reach", "match", "case", "status"];

  function text(i) {
    if (words[i] === null) {
      var link = rows[i].querySelector("code.link");
      words[i] = (rows[i].querySelector("summary").textContent + " " + (link ? link.textContent : "")).toLowerCase();
    }
    return words[i];
  }
  function fits(i, terms) {
    return terms.every(function (term) {
      var at = term.indexOf(":");
      var key = term.slice(0, at);
      if (at > 0 && keys.indexOf(key) >= 0) {
        var value = rows[i].dataset[key].toLowerCase();
        var wanted = term.slice(at + 1);
        return key === "date" || key === "case" ? value.indexOf(wanted) >= 0 : value === wanted;
      }
      return text(i).indexOf(term) >= 0;
    });
  }
  function filter() {
    var terms = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    rows.forEach(function (row, i) {
      var keep = fits(i, terms);
      row.hidden = !keep;
      if (keep) { count += 1; }
    });
    shown.textContent = shown.dataset.words.replace("%1", count).replace("%2", rows.length);
    none.hidden = count > 0 || rows.length === 0;
  }
  function all(open) {
    rows.forEach(function (row) { if (!row.hidden) { row.open = open; } });
  }
  function reveal() {
    var id = location.hash.slice(1);
    var target = id && document.getElementById(id);
    var row = target && target.closest("details.r");
    if (!row) { return; }
    if (row.hidden) { box.value = ""; filter(); }
    row.open = true;
    target.scrollIntoView();
  }
  box.addEventListener("input", filter);
  box.form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.getElementById("open").addEventListener("click", function () { all(true); });
  document.getElementById("close").addEventListener("click", function () { all(false); });
  document.querySelectorAll("button.pick").forEach(function (button) {
    button.addEventListener("click", function () {
      box.value = button.dataset.q.toLowerCase();
      filter();
      document.getElementById("results").scrollIntoView();
    });
  });
  window.addEventListener("hashchange", reveal);
  filter();
  reveal();
})();
