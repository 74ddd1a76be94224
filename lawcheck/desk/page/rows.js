// The table of papers: a row for each, from the moment it is laid down.

import { words } from "./words.js";

function cell(row, text, kind = "") {
  const made = row.insertCell();
  made.textContent = text;
  made.className = kind;
  return made;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function nameCell(row, name, reason) {
  const made = cell(row, name, "name");
  if (!reason) return;
  const why = document.createElement("small");
  why.textContent = reason;
  made.append(why);
}

// Returns the row of a paper that has not been checked yet.
export function waitingRow(table, name) {
  const row = table.insertRow();
  nameCell(row, name, "");
  cell(row, words.waiting, "waiting");
  for (let rest = 4; rest; rest -= 1) cell(row, "");
  return row;
}

// Writes what came of a paper into its row; acts are {word, force}, called by its buttons.
export function fill(row, told, acts) {
  row.replaceChildren();
  nameCell(row, told.name, told.reason);
  cell(row, told.verdict, told.status);
  cell(row, told.score ?? "", "number");
  const judged = told.score !== null;
  cell(row, judged ? `${told.errors} · ${told.warnings} · ${told.infos}` : "", "number");
  cell(row, [told.issuer, told.year].filter(Boolean).join(" "));
  const last = cell(row, "");
  if (told.word) last.append(button(words.word, acts.word));
  if (told.status === "not_applicable") last.append(button(words.force, acts.force));
}

// Writes why a paper was not checked.
export function refuse(row, name, reason) {
  row.replaceChildren();
  nameCell(row, name, reason);
  cell(row, words.failed, "unreadable");
  for (let rest = 4; rest; rest -= 1) cell(row, "");
}
