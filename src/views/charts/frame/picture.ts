/**
 * A picture described once: whose numbers it shows, what it is called, what stands behind it and how it is drawn for a
 * file. The page's figure, the gallery, the snapshots and every export are made from this and from nothing else.
 */
import type { ReactNode } from "react";
import type { Subject } from "../../../core/pictures/subject";
import type { Table } from "../../../core/pictures/table";
import type { PictureId } from "../../pictures";
import type { Draw, LegendOf } from "./drawing";

export interface Picture {
  readonly id: PictureId;
  /** Which of several under one id: "layer-3-head-1"; letters, digits and hyphens. */
  readonly part?: string;
  readonly title: string;
  /** One or two sentences: what a mark is, what its colour or length means, what to look for. */
  readonly how: ReactNode;
  /** What the presenter's stage says in one line, in place of what to look for. */
  readonly wall?: string | undefined;
  /** One sentence that says what the picture shows, for those who cannot see it. */
  readonly summary: string;
  readonly subject: Subject;
  /** The numbers; null while they are not computed: then there is nothing to save, and the figure says so. */
  readonly table: Table | null;
  readonly draw: Draw;
  readonly legend?: LegendOf;
}
