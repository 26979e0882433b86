// The PIN's page: what stands after "#" (the code of a slip) goes on to the form, and quick exit leaves no page behind.
"use strict";
(function () {
  const form = document.getElementById("pin");
  const exit = document.getElementById("exit");
  form.action += window.location.hash;
  exit.addEventListener("click", function (event) {
    event.preventDefault();
    document.body.hidden = true;
    if (window.caches) window.caches.delete("huella-form-1").catch(function () { /* nothing was kept */ });
    window.location.replace(exit.href);
  });
})();
