/** What a reader must know before he draws a conclusion; in full in the README and docs. */
export const LIMITS: readonly string[] = [
  'Placement follows the code of the kernel that the machine names; faults, leaves and type1 follow a setting of their own (6.15 and later by default), so that columns compare.',
  'Coverage speaks of named mappings, each populated once, whole, ascending, alone, at the end of the scenario; fragmentation speaks of all VMAs at that time.',
  'ideal is arithmetic on each mapping alone: VA = PA modulo the largest leaf. It places nothing and bounds bytes under huge leaves, nothing else.',
  'share_of_ideal counts page-table levels saved, not time: no run time is measured or predicted here.',
  'tlb_entries counts leaves: no capacity, no smashing, no coalescing.',
  'bytes_lost_to_alignment counts each hole when it is made; holes that are filled later are not deducted.',
  'Means over seeds are means of the seeds that were run; the ribbons of figures and the intervals of tables are those of statistics.csv (BCa bootstrap, 95 %), or Student’s where it has none; few seeds strain both.',
  'Maps, traces and curves over time are of the first point and the first seed of a scenario.',
  'The canonical scenarios are constructed or reconstructed from mails and snapshots; each says above itself where it comes from.',
];
