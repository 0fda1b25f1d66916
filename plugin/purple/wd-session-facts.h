/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* What a running session knows about itself, as facts (engine/wd-fact.h). */
void wd_session_gather_facts(WdSession *session, GPtrArray *facts);
