import type { Sex } from './published-shares';

const namesOf = (list: string): readonly string[] => list.trim().split(/\s+/);

/*
 * Made-up people get a given name and a surname drawn apart from these lists, so that no pair was taken from anywhere. The lists
 * are ordinary names of several backgrounds, with some that were made up for the purpose.
 */
export const GIVEN_NAMES: Readonly<Record<Sex, readonly string[]>> = {
  F: namesOf(`
    Aaliya Ada Agnieszka Aisha Alma Amara Anwen Beth Bronwen Bushra Carys Chiara Dilys Edie Elspeth Esme Farah Femi Freya Grace Hana
    Hollis Ines Iris Jasleen Joan Kezia Kinga Leila Lowenna Mabel Maryam Mei Merryn Nadia Nell Ngozi Olwen Petra Priya Rhoda Rosalind
    Safiya Sorrel Tamsin Temperance Thandi Una Verity Wanda Xanthe Yewande Zainab Zofia
  `),
  M: namesOf(`
    Abdul Aled Alfie Anselm Arjun Bartek Bilal Caleb Callum Chidi Dafydd Denzil Dominik Edwin Emeka Ewan Faisal Fergus Gethin Hamza
    Harvey Idris Isaac Ivo Jago Jerome Kacper Kwame Leif Lewin Lionel Marcus Mateo Musa Nathaniel Ned Olu Oskar Perran Quentin Rafiq
    Rhys Rowan Samir Sandeep Silas Stanley Tariq Tobias Umar Wilf Winston Yusuf Zeke
  `),
};

export const SURNAMES: readonly string[] = namesOf(`
    Abara Ackley Adeyemi Ainsworth Akhtar Alderthwaite Appleyard Ashgrove Bains Balewood Barraclough Begum Bielak Birkenshaw Blenkin
    Boateng Braithwell Brindle Cadwell Carrow Chowdhury Clegg Cloughton Copley Cresswater Crowther Dacre Danso Deepdale Dhillon
    Dovecroft Dyson Earnshaw Eze Fairhurst Farrow Fenwick Ferrand Garside Gill Goldthorpe Greenhalgh Gwynne Hainsworth Hartshead
    Hebden Hollin Horbury Hussain Ibekwe Illingworth Iqbal Jagger Jankowska Jowett Kaur Kettlewell Khatun Kilnhurst Kowal Langstroth
    Lindqvist Lister Lofthouse Mahmood Marsden Mensah Metcalfe Midgley Moorhouse Murgatroyd Naylor Netherton Nowak Oakroyd Obi Okoro
    Oldroyd Osei Owusu Parveen Pashley Patel Peniston Pickersgill Quarmby Rahman Ramsden Rashid Rothery Ryhill Sandal Senior
    Shackleton Siddique Silkstone Sowerby Stanbury Sutcliffe Szabo Tempest Thackray Thornhill Tinsley Uddin Varley Wadsworth Walshaw
    Warmfield Whitcliffe Wilczek Woodkirk Wraggby Yewdall Yip Zaman
  `);

/** Those who assess and agree, as a file names them. */
export const OFFICERS: readonly string[] = [
  'M. Cawood',
  'S. Okoro',
  'T. Brindley',
  'J. Asante',
  'R. Kaminska',
  'P. Hollings',
  'N. Farooq',
  'L. Beaumont',
];

/** Companies and charities that were made up; the identifiers beside them are in no register. */
export const PROVIDERS: readonly { readonly name: string; readonly location: string }[] = [
  { name: 'Brackenfield Home Support', location: '1-999900001' },
  { name: 'Calder Vale Care', location: '1-999900002' },
  { name: 'Heathlands Day Opportunities', location: '1-999900003' },
  { name: 'Kingfisher Supported Living', location: '1-999900004' },
  { name: 'Lark Rise Respite', location: '1-999900005' },
  { name: 'Millbeck House', location: '1-999900006' },
  { name: 'Northgate Personal Assistants', location: '1-999900007' },
  { name: 'Pennine Therapies', location: '1-999900008' },
];
export const PAYMENT_AGENTS: readonly string[] = ['Anchorage Payroll Trust', 'Bridgewater Support Fund', 'Open Hand Independent Living'];
