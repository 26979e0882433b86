// Keeps a form that was opened on this phone, empty and for at most a day, so that it opens again without a signal.
"use strict";
const KEPT = "huella-form-1";
const DAY = 24 * 60 * 60 * 1000;
const PATIENCE = 4000; // milliseconds for the network, when there is something kept to show instead
const FORM = /^\/f\/[A-Za-z0-9-]{8,12}$/;
const ASSET = /^\/huella-static\/[\w.-]+$/;
const STAMP = "x-huella-kept";

function pathOf(request) { return new URL(request.url).pathname; }

async function keep(request, response) {
  const headers = new Headers(response.headers);
  headers.set(STAMP, String(Date.now()));
  const body = await response.blob();
  const cache = await caches.open(KEPT);
  await cache.put(request, new Response(body, { status: 200, headers: headers }));
}

async function kept(request) {
  const cache = await caches.open(KEPT);
  const found = await cache.match(request) || await cache.match(request, { ignoreSearch: true });
  if (!found) return undefined;
  if (Date.now() - Number(found.headers.get(STAMP)) < DAY) return found;
  await cache.delete(request, { ignoreSearch: true });
  return undefined;
}

async function forgetOld() {
  const cache = await caches.open(KEPT);
  for (const request of await cache.keys()) await kept(request);
}

// What the server says is truest: a closed form is forgotten, an open one kept anew.
async function fromServer(request) {
  const response = await fetch(request);
  const told = response.headers.get("x-huella-keep"); // a PIN's page leaves the form that it led to; a shared tablet keeps none
  if (told === "never" || response.status === 404 || response.status === 410) {
    await (await caches.open(KEPT)).delete(request, { ignoreSearch: true });
  } else if (response.ok && !response.redirected && !told) await keep(request, response.clone());
  return response;
}

async function form(request) {
  const found = await kept(request);
  const asked = fromServer(request);
  if (!found) return asked;
  const late = new Promise(function (resolve) { setTimeout(resolve, PATIENCE, found); });
  return Promise.race([asked.then(function (response) { return response.status < 500 ? response : found; }), late])
    .catch(function () { return found; });
}

async function asset(request) {
  const found = await kept(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await keep(request, response.clone());
  return response;
}

self.addEventListener("install", function () { self.skipWaiting(); });

self.addEventListener("activate", function (event) {
  event.waitUntil(forgetOld().then(function () { return self.clients.claim(); }));
});

self.addEventListener("fetch", function (event) {
  const request = event.request;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate" && FORM.test(pathOf(request)) && !/[?&](goodbye|kiosk)/.test(request.url)) {
    event.respondWith(form(request));
  } else if (ASSET.test(pathOf(request))) {
    event.respondWith(asset(request));
  }
});

function keepAll(addresses) {
  return Promise.all(addresses.map(function (address) { return fromServer(new Request(address)).catch(function () { return undefined; }); }));
}

// The page that brought this worker was loaded before it: it says what to keep. A form is kept after all it needs.
self.addEventListener("message", function (event) {
  const told = event.data || {};
  if (!Array.isArray(told.keep)) return;
  function those(pattern) { return told.keep.filter(function (address) { return pattern.test(pathOf({ url: address })); }); }
  event.waitUntil(forgetOld()
    .then(function () { return keepAll(those(ASSET)); })
    .then(function () { return keepAll(those(FORM)); }));
});
