// Keeps what a deputy types on the phone until it is saved: one draft a contact, under the id that the contact will have.
(function () {
  var PREFIX = "contact-draft:";
  var root = document.querySelector("[data-contact-draft]");
  if (!root) return;
  var store;
  try {
    store = window.localStorage;
    store.getItem(PREFIX);
  } catch (_) {
    return;
  }
  var saved = root.getAttribute("data-saved");
  if (saved) {
    store.removeItem(PREFIX + saved);
    return;
  }
  var form = root.querySelector("form");
  if (!form) return;

  function newId() {
    var b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    var hex = "";
    for (var i = 0; i < 16; i++) hex += (b[i] + 256).toString(16).slice(1);
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }
  function fields() {
    return Array.prototype.filter.call(form.elements, function (el) {
      return el.name && el.type !== "hidden" && el.type !== "submit" && el.type !== "file";
    });
  }
  function read() {
    return fields().map(function (el) {
      return [el.name, el.value, el.type === "checkbox" || el.type === "radio" ? el.checked : null];
    });
  }
  function write(values) {
    fields().forEach(function (el) {
      values.forEach(function (v) {
        if (v[0] !== el.name) return;
        if (v[2] === null) el.value = v[1];
        else if (v[1] === el.value) el.checked = v[2];
      });
    });
  }
  function drafts() {
    var found = [];
    for (var i = 0; i < store.length; i++) {
      var key = store.key(i);
      if (!key || key.indexOf(PREFIX) !== 0) continue;
      try {
        found.push(JSON.parse(store.getItem(key)));
      } catch (_) {}
    }
    return found.sort(function (a, b) {
      return b.at - a.at;
    });
  }

  var idField = form.elements.namedItem("contactId");
  var firm = root.getAttribute("data-firm") || "";
  var answered = root.getAttribute("data-answered") === "1";
  var words = JSON.stringify(read());
  var note = root.querySelector("[data-draft-note]");
  var kept = answered
    ? null
    : drafts().filter(function (d) {
        return d.firm === firm || !firm;
      })[0];
  if (kept) {
    idField.value = kept.id;
    write(kept.values);
    fields().forEach(function (el) {
      var tap = el.type === "checkbox" || el.type === "radio";
      var changed = tap ? el.checked !== el.defaultChecked : el.value !== el.defaultValue;
      var fold = el.closest("details");
      if (fold && changed) fold.open = true;
    });
    if (note) note.hidden = false;
  } else if (!answered) {
    idField.value = newId();
  }
  function keep() {
    var values = read();
    if (JSON.stringify(values) === words) return;
    try {
      store.setItem(
        PREFIX + idField.value,
        JSON.stringify({ id: idField.value, firm: firm, at: Date.now(), values: values }),
      );
    } catch (_) {}
  }
  var pause;
  form.addEventListener("input", function () {
    clearTimeout(pause);
    pause = setTimeout(keep, 300);
  });
  form.addEventListener("submit", keep);
  window.addEventListener("pagehide", keep);
  var discard = root.querySelector("[data-draft-discard]");
  if (discard)
    discard.addEventListener("click", function () {
      store.removeItem(PREFIX + idField.value);
      form.reset();
      idField.value = newId();
      note.hidden = true;
    });
})();
