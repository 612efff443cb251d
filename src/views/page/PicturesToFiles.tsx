/**
 * What every saved picture carries of the page it comes from: the link that opens it as it stands, and the page's
 * version.
 */
import { type ReactNode, useMemo } from "react";
import { writePicture } from "../../model/recordings/picture";
import { fragmentToShare } from "../../state/link/reproduced";
import { notComputed, type Surroundings, SurroundingsProvider } from "../charts/frame/exports";
import { pictureName } from "../pictures";
import { useServices } from "./store";

export interface PicturesToFilesProps {
  readonly version: string;
  readonly children: ReactNode;
}

export function PicturesToFiles({ version, children }: PicturesToFilesProps) {
  const { store } = useServices();
  const surroundings = useMemo<Surroundings>(() => {
    const link = (): string => {
      const address = new URL(window.location.href);
      address.hash = fragmentToShare(store.getState()) ?? "";
      return address.href;
    };
    return {
      version,
      link,
      json: ({ id, part, title, subject, table }, caption) => {
        if (!table) throw notComputed();
        return writePicture({ id: pictureName(id, part), title, caption, subject, page: version, link: link(), table });
      },
    };
  }, [store, version]);
  return <SurroundingsProvider value={surroundings}>{children}</SurroundingsProvider>;
}
