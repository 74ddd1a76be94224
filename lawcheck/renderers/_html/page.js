// the overview, and each report on a page of its own
(function () {
  "use strict";
  var overview = document.getElementById("overview"), reports = Array.from(document.querySelectorAll(".report"));

  var own = document.title, last = null;

  // Where a report was opened from: there somebody goes on.
  function comeBack() {
    var link = last && document.querySelector('#matrix a[href="#' + last.id + '"]');
    if (link) link.focus();
  }

  function route() {
    var target = document.getElementById(location.hash.slice(1));
    var shown = target && target.closest(".report");
    overview.hidden = !!shown;
    reports.forEach(function (report) { report.hidden = report !== shown; });
    if (target && target.tagName === "DETAILS") target.open = true;
    document.title = shown ? shown.getAttribute("aria-label") : own;
    if (shown) target.scrollIntoView();
    if (shown && shown !== last) target.focus({preventScroll: true});
    if (!shown) comeBack();
    last = shown;
  }

  function step(report, by) {
    var other = reports[reports.indexOf(report) + by];
    if (other) location.hash = other.id;
  }

  if (overview) {
    reports.forEach(function (report) {
      report.querySelectorAll(".back button").forEach(function (button) {
        var by = Number(button.dataset.by);
        button.hidden = !reports[reports.indexOf(report) + by];
        button.addEventListener("click", function () { step(report, by); });
      });
    });
    window.addEventListener("hashchange", route);
    route();
  }
  document.documentElement.classList.add("routed");

  // Paper has nothing to click on: what is folded up is printed, in older browsers too.
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    folded.forEach(function (each) { each.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (each) { each.open = false; });
  });
})();

// the table: sorted, filtered, paged
(function () {
  "use strict";
  var table = document.getElementById("matrix");
  if (!table) return;
  var body = table.tBodies[0], heads = table.tHead.rows[0].cells;
  var find = document.getElementById("find"), text = document.getElementById("text"), only = document.getElementById("only");
  var count = document.getElementById("count"), pages = document.getElementById("pages");
  var back = document.getElementById("back"), next = document.getElementById("next");
  var SIZE = 500, PRINTED = 5000;
  var rows = Array.from(body.rows), words = [], shown = rows, first = 0;
  var collator = new Intl.Collator(document.documentElement.lang, {numeric: true});

  function told(cell) { return (cell.querySelector("i") || cell).textContent; }

  function show(all) {
    var from = all ? 0 : first, some = all ? shown : shown.slice(from, from + SIZE);
    body.replaceChildren.apply(body, some);
    count.textContent = shown.length ? count.dataset.told.replace("{from}", from + 1)
      .replace("{to}", from + some.length).replace("{all}", shown.length) : count.dataset.none;
    pages.hidden = shown.length <= SIZE;
    back.disabled = !first;
    next.disabled = first + SIZE >= shown.length;
  }

  function filter() {
    var wanted = text.value.trim().toLowerCase(), chosen = /^(\d+):(.*)$/.exec(only.value);
    if (wanted && !words.length) words = rows.map(function (row, at) { row.at = at; return row.textContent.toLowerCase(); });
    shown = rows.filter(function (row) {
      return (!wanted || words[row.at].includes(wanted)) && (!chosen || told(row.cells[chosen[1]]) === chosen[2]);
    });
    first = 0;
    show();
  }

  function sort(at, down) {
    var order = heads[at].dataset.order, number = "number" in heads[at].dataset;
    order = order && order.split("|");
    function key(row) {
      var value = told(row.cells[at]);
      if (!value) return null;
      if (number) return value === "–" ? 0 : parseFloat(value);
      return order ? order.indexOf(value) : value;
    }
    var keyed = rows.map(function (row) { return [key(row), row]; });
    keyed.sort(function (one, other) {
      if (one[0] === null || other[0] === null) return (one[0] === null) - (other[0] === null);
      var difference = number || order ? one[0] - other[0] : collator.compare(one[0], other[0]);
      return down ? -difference : difference;
    });
    rows = keyed.map(function (each) { return each[1]; });
    for (var i = 0; i < heads.length; i++) heads[i].setAttribute("aria-sort", i === at ? (down ? "descending" : "ascending") : "none");
    words = [];
    filter();
  }

  Array.from(heads).forEach(function (head, at) {
    var button = head.firstElementChild;
    button.disabled = false;
    button.addEventListener("click", function () { sort(at, head.getAttribute("aria-sort") === "ascending"); });
  });
  find.addEventListener("submit", function (event) { event.preventDefault(); });
  text.addEventListener("input", filter);
  only.addEventListener("change", filter);
  back.addEventListener("click", function () { first -= SIZE; show(); });
  next.addEventListener("click", function () { first += SIZE; show(); });
  window.addEventListener("beforeprint", function () { show(shown.length <= PRINTED); });
  window.addEventListener("afterprint", function () { show(); });
  find.hidden = rows.length < 2;
  show();
  document.documentElement.classList.add("ready");
})();
