/** Which sheet both models are asked, with which key and which dice; and the reader's own. */
import { sheetAsked, SHOWN, SHOWN_NAMES, type Shown, withoutKey } from "../../../core/office/sheetAsked";
import { questionOf, withSeed } from "../../../state/edits/experiment";
import { sheetsOf, withSheet } from "../../../state/selectors/sheets";
import { useApp, useChange } from "../../page/store";
import { OwnSheet } from "./OwnSheet";

type SheetsFile = NonNullable<ReturnType<typeof sheetsOf>>;

/** The place of the open sheet among those that are offered, and what stands on it; null: the reader's own. */
function placeOf(file: SheetsFile, asked: string): { readonly at: number; readonly shown: Shown } | null {
  const { question } = withoutKey(asked);
  for (const [at, sheet] of file.sheets.entries()) {
    if (sheet.question !== question) continue;
    const shown = SHOWN.find((one) => sheetAsked(sheet, one).question === asked);
    if (shown) return { at, shown };
  }
  return null;
}

export function SheetChoice() {
  const file = useApp(sheetsOf);
  const asked = useApp(({ experiment }) => questionOf(experiment?.left.prompt));
  const change = useChange();
  if (!file) return null;
  const place = placeOf(file, asked);
  const { at, shown } = place ?? { at: file.front, shown: "right" as const };
  const to = (sheet: number, key: Shown): void => change((now) => withSheet(file, now, sheet, key));
  return (
    <div className="sheet-choice">
      <button type="button" onClick={() => to((at + 1) % file.sheets.length, shown)}>
        {place ? "Another sheet" : "Back to our sheets"}
      </button>
      <label className="control">
        with
        <select value={place ? shown : ""} onChange={(event) => to(at, event.target.value as Shown)}>
          {!place && <option value="">your own</option>}
          {SHOWN.map((one) => (
            <option key={one} value={one}>
              {SHOWN_NAMES[one]}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => change((now) => withSeed(now, now.seed + 1))}>
        Other dice
      </button>
      <span>{place ? `sheet ${at + 1} of ${file.sheets.length}` : ""}</span>
      <OwnSheet file={file} line={file.sheets[file.front]!.line} />
    </div>
  );
}
