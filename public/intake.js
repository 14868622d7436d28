// Pages of firms: keeps a draft with its key until it is sent, makes photos small before they go, copies the link. All works without.
(function () {
  var store;
  try {
    store = window.localStorage;
    store.getItem("x");
  } catch (_) {}
  var root = document.querySelector("[data-intake]");
  var form = root && root.querySelector("form");
  var PLACE = "intake:" + location.pathname;
  var NAMES = ["words", "phone", "firmName"];
  var TICKS = ["sealed", "direct"];

  if (document.querySelector("[data-sent]") && store) {
    for (var i = store.length - 1; i >= 0; i--)
      if ((store.key(i) || "").indexOf("intake:") === 0) store.removeItem(store.key(i));
  }
  if (form && store) {
    var kept = null;
    try {
      kept = JSON.parse(store.getItem(PLACE) || "null");
    } catch (_) {}
    if (kept && !root.getAttribute("data-answered")) {
      NAMES.forEach(function (n) {
        form.elements[n].value = kept[n] || "";
      });
      TICKS.forEach(function (n) {
        form.elements[n].checked = !!kept[n];
      });
      if (kept.words) root.querySelector("[data-draft-note]").hidden = false;
    }
    // The same words under the same key: sent twice because the answer was lost, they are one message.
    if (kept && kept.key) form.elements.key.value = kept.key;
    var keep = function () {
      var now = { key: form.elements.key.value };
      NAMES.forEach(function (n) {
        now[n] = form.elements[n].value;
      });
      TICKS.forEach(function (n) {
        now[n] = form.elements[n].checked;
      });
      try {
        store.setItem(PLACE, JSON.stringify(now));
      } catch (_) {}
    };
    var pause;
    form.addEventListener("input", function () {
      clearTimeout(pause);
      pause = setTimeout(keep, 300);
    });
    form.addEventListener("submit", keep);
  }

  Array.prototype.forEach.call(document.querySelectorAll("input[type=file]"), function (input) {
    input.addEventListener("change", function () {
      if (!window.DataTransfer || !window.createImageBitmap) return;
      var files = Array.prototype.slice.call(input.files);
      var button = input.form && input.form.querySelector("button[type=submit]");
      if (button) button.disabled = true;
      Promise.all(files.map(shrink)).then(function (small) {
        try {
          var box = new DataTransfer();
          small.forEach(function (f) {
            box.items.add(f);
          });
          input.files = box.files;
        } catch (_) {}
        if (button) button.disabled = false;
      });
    });
  });
  function shrink(file) {
    if (!/^image\//.test(file.type) || file.size < 400000) return Promise.resolve(file);
    return createImageBitmap(file)
      .then(function (bitmap) {
        var scale = Math.min(1, 1600 / Math.max(bitmap.width, bitmap.height));
        var canvas = document.createElement("canvas");
        canvas.width = bitmap.width * scale;
        canvas.height = bitmap.height * scale;
        canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
        return new Promise(function (done) {
          canvas.toBlob(
            function (blob) {
              done(blob ? new File([blob], "photo.jpg", { type: "image/jpeg" }) : file);
            },
            "image/jpeg",
            0.8,
          );
        });
      })
      .catch(function () {
        return file;
      });
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-copy]"), function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var from = document.getElementById(button.getAttribute("data-copy"));
      from.focus();
      from.select();
      var done = function () {
        button.textContent = button.getAttribute("data-done");
      };
      if (navigator.clipboard) navigator.clipboard.writeText(from.value).then(done, done);
      else if (document.execCommand("copy")) done();
    });
  });
})();
