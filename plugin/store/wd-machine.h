/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/machine/wd-machine-facts.h"

/*
 * Asks the system what a Trojan would ask it. Nothing of it is written down anywhere; it lives in
 * memory, for comparing with what is sent.
 */

WdMachineFacts *wd_machine_collect(void);
void wd_machine_read_sockets(WdMachineFacts *facts, const char *table);
