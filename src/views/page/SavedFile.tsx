/**
 * "Open a saved file": a comparison comes back onto the page, a picture's numbers are shown with whose they are and
 * the way back to the page as it was. The file stays on this machine.
 */
import { useState } from "react";
import { asFailure } from "../../core/failure";
import type { SavedPicture } from "../../model/recordings/picture";
import { experimentOf, openSaved } from "../../state/tasks/savedFile";
import { TableView } from "../charts/frame/TableView";
import { useServices } from "./store";
import "./SavedFile.css";

export function SavedFile() {
  const { store } = useServices();
  const [said, setSaid] = useState("");
  const [picture, setPicture] = useState<SavedPicture | null>(null);
  const open = async (file: File): Promise<void> => {
    try {
      const found = openSaved(store, file.name, new Uint8Array(await file.arrayBuffer()));
      setPicture(found);
      setSaid(found ? "" : `${file.name} is on the page, as it was saved.`);
    } catch (error) {
      const { message, advice } = asFailure(error);
      setSaid(`${message} ${advice}`);
    }
  };
  return (
    <>
      <p className="trust-actions">
        <label className="file-choice">
          Open a saved file (JSON)
          <input
            className="visually-hidden"
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = "";
              if (file) void open(file);
            }}
          />
        </label>
        <span aria-live="polite">{said || "A comparison or a picture’s numbers that this page saved."}</span>
      </p>
      {picture && <Saved picture={picture} onClose={() => setPicture(null)} />}
    </>
  );
}

function Saved({ picture, onClose }: { readonly picture: SavedPicture; readonly onClose: () => void }) {
  const { store } = useServices();
  const { title, caption, subject, page, table, link } = picture;
  const [problem, setProblem] = useState("");
  const back = (): void => {
    try {
      store.setState({ experiment: experimentOf(link) });
      window.scrollTo({ top: 0 });
    } catch (error) {
      setProblem(asFailure(error).message);
    }
  };
  return (
    <section className="saved-file" aria-label={`${title}, from a file`}>
      <h3>{title}</h3>
      <p>{caption}</p>
      <p>
        {subject.models.map((model) => [model.title, ...model.done].join(", ")).join(" · ")}
        {subject.settings.map(([name, value]) => ` · ${name}: ${value}`)}
        {page && ` · saved by Unmask ${page}`}
      </p>
      <p className="trust-actions">
        {/* Of a reader's own transcripts there is no comparison to show. */}
        {subject.source !== "brought" && (
          <button type="button" onClick={back}>
            Show this comparison
          </button>
        )}
        <button type="button" onClick={onClose}>
          Close
        </button>
        <output>{problem}</output>
      </p>
      <TableView table={table} label={`${title}, as a table`} />
    </section>
  );
}
