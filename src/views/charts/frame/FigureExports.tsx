/**
 * The buttons that save a picture or its numbers.
 */
import { useState } from "react";
import { asFailure } from "../../../core/failure";
import { exportFont } from "./exportFont";
import { csvOf, fileName, renderApart, svgOf, useSurroundings } from "./exports";
import type { Picture } from "./picture";
import { saveCsv, saveJson, savePng, saveSvg } from "./save";
import { useTheme } from "./theme";

export interface FigureExportsProps {
  readonly picture: Picture;
  /** The picture's caption as it stands on the page. */
  readonly caption: () => string;
}

export function FigureExports({ picture, caption }: FigureExportsProps) {
  const surroundings = useSurroundings();
  const theme = useTheme();
  const [asOnPage, setAsOnPage] = useState(false);
  const [problem, setProblem] = useState("");
  const name = fileName(picture);
  const drawn = async (): Promise<string> => {
    const given = {
      caption: caption(),
      theme: asOnPage ? theme : "light",
      font: await exportFont(),
      surroundings,
    } as const;
    return svgOf(picture, given, renderApart);
  };
  const save = (work: () => void | Promise<void>) => (): void => {
    setProblem("");
    Promise.resolve()
      .then(work)
      .catch((error: unknown) => setProblem(asFailure(error).message));
  };
  return (
    <div className="figure-exports">
      <button type="button" onClick={save(async () => saveSvg(name, await drawn()))}>
        SVG
      </button>
      <button type="button" onClick={save(async () => savePng(name, await drawn()))}>
        PNG
      </button>
      <button type="button" onClick={save(() => saveCsv(name, csvOf(picture)))}>
        CSV
      </button>
      <button type="button" onClick={save(() => saveJson(name, surroundings.json(picture, caption())))}>
        JSON
      </button>
      {theme === "dark" && (
        <label className="dial">
          <input type="checkbox" checked={asOnPage} onChange={(event) => setAsOnPage(event.target.checked)} />
          dark, as on the page
        </label>
      )}
      <output>{problem}</output>
    </div>
  );
}
