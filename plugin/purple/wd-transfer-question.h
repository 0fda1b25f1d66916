/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-transfer-rows.h"

/*
 * The question about a transfer that waits: one for each, or one for all that send the same file to
 * somebody. The words stand in wd-transfer-talk.h.
 */
void wd_transfer_question_ask(WdSession *session, WdTransferRow *row, WdAnswer answered);
gboolean wd_transfer_question_join(WdSession *session, WdTransferRows *rows, WdTransferRow *row);
gboolean
wd_transfer_question_withdraw(WdSession *session, WdTransferRows *rows, WdTransferRow *row);
void wd_transfer_question_say_refused(WdSession *session, const WdTransferRow *row);
