/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/machine/wd-machine-match.h"

/* Ports apart from the other facts: a bare number says nothing, so it counts only where it is
 * written down as a port. */

void
wd_machine_ports_match(const WdMachineFacts *facts, const char *lower_text, WdMachineHits *hits);
