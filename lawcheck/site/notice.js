// Stands in the page itself and in the words of old browsers: it says why there is no page where modules do not run.
(function () {
  function tell(id) {
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", function () { tell(id); });
      return;
    }
    for (var all = document.body.children, i = 0; i < all.length; i++) all[i].hidden = true;
    document.getElementById(id).hidden = false;
  }
  if (location.protocol === "file:" || !("noModule" in document.createElement("script"))) tell("unserved");
  addEventListener("error", function (event) {
    if (event.target.tagName === "SCRIPT" && location.protocol !== "file:") tell("unloaded");
  }, true);
})();
