/** What the forms of a roster are found by. */
export const rosterIds = {
  edit: 'shift.edit',
  cancel: 'shift.cancel',
  publish: 'shift.publish',
  away: 'shift.away',
  awayOf: 'shift.away-of',
  addAbsence: 'shift.away-add',
  sureAbsence: 'shift.away-sure',
  removeAbsence: 'shift.away-remove',
  hours: 'shift.hours',
  sureHours: 'shift.hours-sure',
  skills: 'shift.skills',
  skillsOf: 'shift.skills-of',
} as const;
