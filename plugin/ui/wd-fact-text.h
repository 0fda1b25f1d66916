/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-fact.h"

/* Fact -> translated sentence: how it is, and what to do about it. Plain text; details shortened.
 */
char *wd_fact_text(const WdFact *fact);
const char *wd_fact_text_for_level(WdFactLevel level);
gboolean wd_fact_text_has(const char *code); /* tests: every code has one */
