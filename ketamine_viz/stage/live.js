// The browser's half of LivePicture: labelled native sliders, one picture, one
// status line that is never replaced (so that screen readers speak it).

const KEYS = {
  ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1,
  PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity,
};
const SILENCE_MS = 10000;
const SILENCE = "No answer yet. If this stays, choose Run, then Run All Cells, to start it again. "
  + "On a page without that menu, reload the page.";

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== "" && value !== null) node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

function slider(spec, model, changed) {
  const id = `kv-${Math.random().toString(36).slice(2)}`; // each widget runs its own copy of this file
  const stops = spec.stops.length > 0 ? spec.stops : null;
  const least = stops ? 0 : spec.min;
  const most = stops ? stops.length - 1 : spec.max;
  const step = stops ? 1 : spec.step;
  const range = element("input", { type: "range", id, min: least, max: most, step });
  const label = element("label", { for: id }, spec.label);
  const hint = spec.hint ? element("span", { id: `${id}-hint`, class: "kv-hint" }, spec.hint) : "";
  if (hint) range.setAttribute("aria-describedby", `${id}-hint`);
  const box = stops
    ? element("output", { for: id, class: "kv-stop" })
    : element("input", { type: "number", min: least, max: most, step, "aria-label": `${spec.label}, exact value` });
  const unit = stops || !spec.unit ? "" : element("span", { class: "kv-unit" }, spec.unit);

  const position = () => {
    const value = model.get("values")[spec.name];
    if (!stops) return value;
    return Math.max(0, stops.findIndex((stop) => Math.abs(stop.value - value) < 1e-9));
  };
  const show = () => {
    const at = position();
    range.value = at;
    if (stops) {
      box.textContent = stops[at].words;
      range.setAttribute("aria-valuetext", stops[at].words);
    } else {
      if (document.activeElement !== box) box.value = Number(Number(at).toFixed(6));
      range.setAttribute("aria-valuetext", `${box.value || at} ${spec.unit}`.trim());
    }
  };
  const set = (raw) => {
    const snapped = least + Math.round((Math.min(most, Math.max(least, raw)) - least) / step) * step;
    const at = Number(Math.min(most, snapped).toFixed(9));
    changed(spec.name, stops ? stops[at].value : at);
    show();
  };
  range.addEventListener("input", () => set(Number(range.value)));
  range.addEventListener("keydown", (event) => {
    // JupyterLab cancels the arrow keys' own effect, so the slider acts on them itself.
    if (!(event.key in KEYS) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const move = KEYS[event.key];
    set(move === Infinity ? most : move === -Infinity ? least : Number(range.value) + move * step);
  });
  if (!stops) {
    box.addEventListener("change", () => {
      if (box.value !== "" && Number.isFinite(Number(box.value))) set(Number(box.value));
      else show();
    });
    box.addEventListener("blur", show);
  }
  return { node: element("div", { class: "kv-range" }, label, range, box, unit, hint), show };
}

// JupyterLab reads plain keys as its own shortcuts (an arrow leaves the cell, D D deletes it),
// so keys pressed anywhere in the panel stop there: its drop-downs and buttons need them too.
function guard(panel) {
  if (panel.dataset.kvGuarded) return;
  panel.dataset.kvGuarded = "yes";
  panel.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && event.key !== "Escape") event.stopPropagation();
  });
}

// A picture inside its own address is there some milliseconds sooner than one the browser must fetch from a blob.
function asAddress(bytes) {
  const view = new Uint8Array(bytes.buffer ?? bytes, bytes.byteOffset ?? 0, bytes.byteLength);
  let text = "";
  for (let at = 0; at < view.length; at += 8192) text += String.fromCharCode.apply(null, view.subarray(at, at + 8192));
  return `data:image/png;base64,${btoa(text)}`;
}

// A link may say what to show: ?key=… in Voilà and Lab, or #key=… anywhere. Lab drops both from the address once a
// notebook is open, so the address the page was opened with counts too. Only the parameter that was asked for is
// passed on, never the rest of the address: it may hold a token.
function fromAddress(key) {
  const [opened] = performance.getEntriesByType("navigation");
  const addresses = [window.location.href, opened ? opened.name : ""];
  for (const address of addresses) {
    const at = address.search(/[?#]/);
    if (at < 0) continue;
    for (const part of address.slice(at + 1).split(/[?#]/)) {
      const value = new URLSearchParams(part).get(key);
      if (value) return value.slice(0, 2001); // one more than is read, so that too long is seen as too long
    }
  }
  return "";
}

function whenPlaced(el, then, tries = 0) {
  const panel = el.closest(".kv-live");
  if (panel) then(panel);
  else if (tries < 100) setTimeout(() => whenPlaced(el, then, tries + 1), 50);
}

function render({ model, el }) {
  const root = element("div", { class: "kv-picture" });
  const controls = element("div", { class: "kv-ranges" });
  const image = element("img", { alt: "", decoding: "sync" });
  const figure = element("figure", { class: "kv-figure" }, image);
  const status = element("div", { class: "kv-status", role: "status" });
  root.append(controls, figure, status);
  el.append(root);

  let silence = null;
  const expect = () => {
    clearTimeout(silence);
    silence = setTimeout(() => { status.textContent = SILENCE; }, SILENCE_MS);
  };
  const changed = (name, value) => {
    if (model.get("values")[name] === value) return;
    model.set("values", { ...model.get("values"), [name]: value });
    model.set("sent", model.get("sent") + 1);
    model.save_changes();
    expect();
  };
  // Drop-downs, switches and buttons send their own changes; the count that follows asks whether anyone heard.
  const ask = (event) => {
    const kind = event.type === "click" ? "button" : "select, input";
    if (root.contains(event.target) || !event.target.closest(kind)) return;
    model.set("sent", model.get("sent") + 1);
    model.save_changes();
    expect();
  };
  let panel = null;
  whenPlaced(el, (found) => {
    panel = found;
    guard(panel);
    ["click", "change"].forEach((kind) => panel.addEventListener(kind, ask));
  });
  const sliders = model.get("ranges").map((spec) => slider(spec, model, changed));
  controls.append(...sliders.map((one) => one.node));
  controls.hidden = sliders.length === 0;

  const draw = () => {
    const bytes = model.get("image");
    figure.hidden = !bytes || bytes.byteLength === 0;
    if (!figure.hidden) image.src = asAddress(bytes);
  };
  const say = () => { status.textContent = model.get("status"); };
  const describe = () => { image.alt = model.get("alt"); };
  const resize = () => {
    image.width = model.get("width");
    image.style.aspectRatio = `${model.get("width")} / ${model.get("height")}`;
    root.classList.toggle("kv-present", model.get("present"));
    image.classList.toggle("kv-clickable", model.get("clickable"));
  };
  const show = () => sliders.forEach((one) => one.show());
  const calm = () => { clearTimeout(silence); if (status.textContent !== model.get("status")) say(); };

  image.addEventListener("click", (event) => {
    const box = image.getBoundingClientRect();
    model.send({ kind: "click", x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
  });
  const receive = (message, buffers) => {
    if (!message || message.kind !== "save") return;
    const link = URL.createObjectURL(new Blob([buffers[0]], { type: message.mime }));
    element("a", { href: link, download: message.filename }).click();
    setTimeout(() => URL.revokeObjectURL(link), 60000);
  };

  const watched = [
    ["change:image", draw], ["change:alt", describe], ["change:status", say], ["change:values", show],
    ["change:width change:height change:present change:clickable", resize], ["change:answered", calm], ["msg:custom", receive],
  ];
  watched.forEach(([event, handler]) => model.on(event, handler));
  draw(); say(); describe(); resize(); show();

  const link = model.get("link_key") ? fromAddress(model.get("link_key")) : "";
  if (link && model.get("link") !== link) {
    model.set("link", link);
    model.save_changes();
  }
  if (window.devicePixelRatio > 1 && model.get("pixel_ratio") === 1) {
    model.set("pixel_ratio", Math.min(2, window.devicePixelRatio));
    model.save_changes();
  }
  return () => {
    watched.forEach(([event, handler]) => model.off(event, handler));
    if (panel) ["click", "change"].forEach((kind) => panel.removeEventListener(kind, ask));
    clearTimeout(silence);
  };
}

export default { render };
