export const FORMAT_IDS = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F10'] as const;
export type FormatId = (typeof FORMAT_IDS)[number];
