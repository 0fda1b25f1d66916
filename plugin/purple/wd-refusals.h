/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-queue.h"

/*
 * What is still to be done about rows that were refused, here or with wardenctl. A command line
 * reaches no account, so a "report" that was given there is carried out by the next client.
 */
void wd_refusals_carry_out(WdQueue *queue, gint64 now_ms);
