import { type DueWork, tellPeople } from '../reminders/occasion.ts';
import { mondayOf } from '../school/add-period.ts';

/**
 * What is due in the school, once a week on its first school morning: to the head, who sees that the policy is kept to (Ingol,
 * "Risk assessment"), and to the safeguarding lead, or the co-ordinator where nobody is lead.
 */
export const dueBoards: DueWork = async (day) => {
  const leads = day.holdersOf(['dsl']);
  const others = leads.length > 0 ? leads : day.holdersOf(['esafety_coordinator']);
  const readers = [...new Set([...day.holdersOf(['head']), ...others])];
  return tellPeople(day, 'weekly-board', mondayOf(day.today), readers, (personId) => ({
    kind: 'weekly-board',
    personId,
  }));
};
