/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Reports for the contact that policy names. What is reported within one turn is one report and one
 * question; the question shows all that would leave, and nothing leaves without a yes. A mail goes
 * by the person's own mail program, a message by the account that knows the contact.
 */
void wd_report_outbox_attach(WdSession *session);
void wd_report_outbox_detach(WdSession *session);
void wd_report_outbox_add(WdSession *session, const GPtrArray *held);
