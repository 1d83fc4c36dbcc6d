// Builds every committed third-party file from the packages pinned in package.json.
// Run by maintainers: npm install && npm run build, then python3 drawings.py. See README.md.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import rtlcss from "rtlcss";
import * as sass from "sass";
import { feature } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const vendor = join(here, "..", "static", "vendor");
const data = join(here, "..", "data");
const icons = join(here, "..", "templates", "foundation", "icons");
const pinned = JSON.parse(readFileSync(join(here, "package.json"))).dependencies;

function put(folder, name, text) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
}

function bootstrap() {
  const folder = join(vendor, "bootstrap");
  const options = { loadPaths: [modules], style: "compressed", quietDeps: true, logger: sass.Logger.silent };
  const css = sass.compile(join(here, "bootstrap-subset.scss"), options).css;
  put(folder, "bootstrap-subset.min.css", css);
  put(folder, "bootstrap-subset.rtl.min.css", rtlcss.process(css));
  copyFileSync(join(modules, "bootstrap", "LICENSE"), join(folder, "LICENSE"));
}

function htmx() {
  mkdirSync(join(vendor, "htmx"), { recursive: true });
  copyFileSync(join(modules, "htmx.org", "dist", "htmx.min.js"), join(vendor, "htmx", "htmx.min.js"));
  copyFileSync(join(modules, "htmx.org", "LICENSE"), join(vendor, "htmx", "LICENSE"));
}

// For cards drawn on the server.
function arabic() {
  const [from, to] = [join(modules, "@fontsource", "noto-naskh-arabic"), join(vendor, "noto-naskh-arabic")];
  mkdirSync(to, { recursive: true });
  copyFileSync(join(from, "files", "noto-naskh-arabic-arabic-700-normal.woff2"), join(to, "noto-naskh-arabic.woff2"));
  copyFileSync(join(from, "LICENSE"), join(to, "OFL.txt"));
}

// Each symbol keeps only its shapes; colour, size and aria come from the icon tag.
function symbols() {
  const names = readFileSync(join(here, "icons.txt"), "utf8").split("\n").filter(Boolean);
  for (const name of names) {
    const svg = readFileSync(join(modules, "bootstrap-icons", "icons", `${name}.svg`), "utf8");
    const shapes = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s*\n\s*/g, "");
    put(icons, `${name}.svg`, shapes + "\n");
  }
  put(icons, "LICENSE", readFileSync(join(modules, "bootstrap-icons", "LICENSE")));
}

// Douglas-Peucker in degrees: enough, since the runtime simplifies again in drawing units.
function simplify(points, tolerance) {
  if (points.length < 3) return points;
  const [ax, ay] = points[0];
  const [bx, by] = points[points.length - 1];
  const length = Math.hypot(bx - ax, by - ay);
  let worst = 0;
  let at = 0;
  for (let i = 1; i < points.length - 1; i++) {
    const [x, y] = points[i];
    const off = length ? Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length : Math.hypot(x - ax, y - ay);
    if (off > worst) [worst, at] = [off, i];
  }
  if (worst <= tolerance) return [points[0], points[points.length - 1]];
  return [...simplify(points.slice(0, at + 1), tolerance).slice(0, -1), ...simplify(points.slice(at), tolerance)];
}

// Rings as flat lists of differences, in steps of `precision` degrees, longitudes made continuous.
function land(source, name, precision, tolerance) {
  const topology = JSON.parse(readFileSync(join(modules, "world-atlas", source)));
  const found = feature(topology, topology.objects.land);
  const polygons = (found.features ?? [found]).flatMap((part) => part.geometry.coordinates);
  const rings = polygons.flat().map((ring) => {
    let turn = 0;
    const even = ring.map(([longitude, latitude], i) => {
      if (i) {
        const step = longitude - ring[i - 1][0];
        if (step > 180) turn -= 360;
        if (step < -180) turn += 360;
      }
      return [longitude + turn, latitude];
    });
    let [px, py] = [0, 0];
    return simplify(even, tolerance).flatMap(([longitude, latitude]) => {
      const [x, y] = [Math.round(longitude / precision), Math.round(latitude / precision)];
      const step = [x - px, y - py];
      [px, py] = [x, y];
      return step;
    });
  });
  put(data, name, JSON.stringify({ precision, rings: rings.filter((ring) => ring.length >= 8) }) + "\n");
}

function files(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

function manifest() {
  const parts = [
    ["bootstrap", pinned.bootstrap, "MIT", "bootstrap"],
    ["htmx.org", pinned["htmx.org"], "0BSD", "htmx"],
    ["@fontsource-variable/faustina", pinned["@fontsource-variable/faustina"], "OFL-1.1", "faustina"],
    ["@fontsource/noto-naskh-arabic", pinned["@fontsource/noto-naskh-arabic"], "OFL-1.1", "noto-naskh-arabic"],
  ];
  const rows = parts.map(([name, version, licence, folder]) => ({
    name, version, licence,
    files: Object.fromEntries(files(join(vendor, folder)).sort().map((path) => [
      relative(vendor, path), createHash("sha256").update(readFileSync(path)).digest("hex"),
    ])),
  }));
  rows.push({ name: "bootstrap-icons", version: pinned["bootstrap-icons"], licence: "MIT", files: {},
    note: "Shapes in templates/foundation/icons." });
  rows.push({ name: "world-atlas", version: pinned["world-atlas"], licence: "ISC; Natural Earth, public domain",
    files: {}, note: "Coastlines in foundation/data." });
  put(vendor, "manifest.json", JSON.stringify(rows, null, 2) + "\n");
}

bootstrap();
htmx();
arabic();
symbols();
land("land-110m.json", "land-world.json", 0.1, 0.08);
land("land-50m.json", "land-near.json", 0.02, 0.04);
execFileSync(process.env.PYTHON ?? "python3", [join(here, "drawings.py")], { stdio: "inherit" });
manifest();
