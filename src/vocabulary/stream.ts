/** The funding streams, in the order a pool lists them. */
export const STREAMS = ['EDUCATION', 'CHILDRENS_SOCIAL_CARE', 'ADULT_SOCIAL_CARE', 'CARER', 'HEALTH', 'OTHER'] as const;
export type Stream = (typeof STREAMS)[number];

export const STREAM_NAMES: Record<Stream, string> = {
  EDUCATION: 'education',
  CHILDRENS_SOCIAL_CARE: "children's social care",
  ADULT_SOCIAL_CARE: 'adult social care',
  CARER: 'the carer',
  HEALTH: 'health',
  OTHER: 'other funding',
};
