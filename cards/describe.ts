import type { View } from '../src/core/views.ts';
import { describeAccessRequest } from './access-request.ts';
import { describeAlsoTold } from './also-told.ts';
import { describeBulletinScreen } from './bulletin-screens.ts';
import { describeCaseCard } from './case-card.ts';
import { describeCaseDetail } from './case-detail.ts';
import { describeCaseList } from './case-list.ts';
import { describeCaseTaken } from './case-taken.ts';
import { describeCaseWork } from './case-work.ts';
import { describeContacts } from './contacts.ts';
import { describeCover } from './cover.ts';
import { describeCoverSet } from './cover-set.ts';
import { describeDeskForm } from './desk-form.ts';
import { describeDigestScreen } from './digest-screens.ts';
import { describeDutyScreen } from './duty-screens.ts';
import { describeEmergency } from './emergency.ts';
import { describeExportReady } from './export-ready.ts';
import { describeFilterScreen } from './filter-screens.ts';
import { describeHandOff } from './hand-off.ts';
import { describeHelp } from './help.ts';
import { describeHome } from './home.ts';
import { describeImageAlert } from './image-alert.ts';
import type { Card, Form } from './model.ts';
import { describeMyReports } from './my-reports.ts';
import { describeNotice } from './notices.ts';
import { describePlaceStopped } from './place-stopped.ts';
import { describePolicies } from './policies.ts';
import { describePolicyScreen } from './policy-screens.ts';
import { describePupil } from './pupil.ts';
import { describeQuestion } from './question.ts';
import { describeReceipt } from './receipt.ts';
import { describeRegisterScreen } from './register-screens.ts';
import { describeReminder } from './reminder.ts';
import { describeReportForm } from './report-form.ts';
import { describeReporterUpdate } from './reporter-update.ts';
import { describeReviewDue } from './review-due.ts';
import { describeSetup } from './setup.ts';
import { describeMyTasks, describeTaskCard, describeTaskDetail } from './tasks.ts';
import { describeThreadLine } from './thread-line.ts';
import { describeTrainingScreen } from './training-screens.ts';

/** Turns what the core wants to show into a card or a form with its words, for any platform to render. Never throws. */
export function describe(view: View): Card | Form {
  switch (view.name) {
    case 'report-form':
      return describeReportForm(view);
    case 'receipt':
      return describeReceipt(view);
    case 'emergency':
      return describeEmergency(view);
    case 'case-card':
      return describeCaseCard(view);
    case 'thread-line':
      return describeThreadLine(view);
    case 'case-detail':
      return describeCaseDetail(view);
    case 'desk-form':
      return describeDeskForm(view);
    case 'case-work':
      return describeCaseWork(view);
    case 'task-card':
      return describeTaskCard(view);
    case 'task-detail':
      return describeTaskDetail(view);
    case 'my-tasks':
      return describeMyTasks(view);
    case 'review-due':
      return describeReviewDue(view);
    case 'cover-set':
      return describeCoverSet(view);
    case 'reminder':
      return describeReminder(view);
    case 'case-taken':
      return describeCaseTaken(view);
    case 'also-told':
      return describeAlsoTold(view);
    case 'image-alert':
      return describeImageAlert(view);
    case 'pupil':
      return describePupil(view);
    case 'export-ready':
      return describeExportReady(view);
    case 'contacts':
      return describeContacts(view);
    case 'question':
      return describeQuestion(view);
    case 'cover':
      return describeCover(view);
    case 'hand-off':
      return describeHandOff(view);
    case 'notice':
      return describeNotice(view);
    case 'help':
      return describeHelp(view);
    case 'my-reports':
      return describeMyReports(view);
    case 'case-list':
      return describeCaseList(view);
    case 'home':
      return describeHome(view);
    case 'policies':
      return describePolicies(view);
    case 'reporter-update':
      return describeReporterUpdate(view);
    case 'setup':
      return describeSetup(view);
    case 'place-stopped':
      return describePlaceStopped(view);
    case 'access-request':
      return describeAccessRequest(view);
    case 'policy-board':
    case 'policy-version':
      return describePolicyScreen(view);
    case 'own-list':
    case 'training-board':
      return describeTrainingScreen(view);
    case 'bulletin':
    case 'bulletins':
      return describeBulletinScreen(view);
    case 'duty':
    case 'board':
    case 'evidence':
    case 'checklist':
      return describeDutyScreen(view);
    case 'registers':
    case 'register':
    case 'register-entry':
    case 'registers-due':
      return describeRegisterScreen(view);
    case 'filter-alert':
    case 'filter-alert-detail':
    case 'filter-summary':
    case 'filter-log':
      return describeFilterScreen(view);
    case 'digest':
    case 'digests':
      return describeDigestScreen(view);
  }
}
