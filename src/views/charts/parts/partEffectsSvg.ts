/**
 * Maps of cause as a stand-alone SVG: each part a labelled square, side by side on one colour scale.
 */
import type { Component } from "../../../core/component";
import type { Grid } from "../../../core/pictures/grid";
import type { Theme } from "../frame/palette";
import { gridsSvg } from "../frame/svg";
import type { PartEffect } from "./PartEffectsMap";

interface DrawnMap {
  readonly title: string;
  readonly cells: readonly PartEffect[];
  readonly all: number;
}

export function partEffectsSvg(title: string, maps: readonly DrawnMap[], theme: Theme): string {
  return gridsSvg(
    title,
    maps.map(({ title: name, cells }) => gridOf(name, cells)),
    theme,
  );
}

const columnOf = (component: Component): string =>
  component.kind === "head"
    ? `head ${component.head}`
    : component.kind === "attn"
      ? "attention"
      : component.kind === "mlp"
        ? "MLP"
        : "embedding";

function gridOf(title: string, cells: readonly PartEffect[]): Grid {
  const columns = [...new Set(cells.map(({ component }) => columnOf(component)))];
  const layers = [...new Set(cells.map(({ component }) => ("layer" in component ? component.layer : 0)))].toSorted(
    (a, b) => b - a,
  );
  const share = (layer: number, column: string): number =>
    cells.find(
      ({ component }) => columnOf(component) === column && ("layer" in component ? component.layer : 0) === layer,
    )?.share ?? Number.NaN;
  return {
    title,
    rows: { label: "layer", ticks: layers.map((layer) => `layer ${layer}`) },
    cols: { label: "part", ticks: columns },
    values: Float32Array.from(layers.flatMap((layer) => columns.map((column) => share(layer, column)))),
    scale: "signed",
    unit: "share of the difference",
    floor: null,
  };
}
