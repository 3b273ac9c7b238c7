import type { View } from '../src/core/views.ts';
import { describeAccessRequest } from './access-request.ts';
import { describeCaseCard } from './case-card.ts';
import { describeCaseDetail } from './case-detail.ts';
import { describeEmergency } from './emergency.ts';
import { describeHandOff } from './hand-off.ts';
import { describeHelp } from './help.ts';
import { describeHome } from './home.ts';
import type { Card, Form } from './model.ts';
import { describeMyReports } from './my-reports.ts';
import { describeNoteForm } from './note-form.ts';
import { describeNotice } from './notices.ts';
import { describeOpenCases } from './open-cases.ts';
import { describePlaceStopped } from './place-stopped.ts';
import { describePolicies } from './policies.ts';
import { describeReceipt } from './receipt.ts';
import { describeReportForm } from './report-form.ts';
import { describeReporterUpdate } from './reporter-update.ts';
import { describeSetup } from './setup.ts';
import { describeThreadLine } from './thread-line.ts';

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
    case 'note-form':
      return describeNoteForm(view);
    case 'hand-off':
      return describeHandOff(view);
    case 'notice':
      return describeNotice(view);
    case 'help':
      return describeHelp(view);
    case 'my-reports':
      return describeMyReports(view);
    case 'open-cases':
      return describeOpenCases(view);
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
  }
}
