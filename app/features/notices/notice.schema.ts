import { z } from "zod";
import { rowId } from "#app/platform/shapes.ts";

/** The button 已阅. */
export const acknowledgeSchema = z.object({ noticeId: rowId }).strict();
