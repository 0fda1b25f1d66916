/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * Looks for what a Trojan tells its master and a person rarely tells a stranger: which computer
 * this is. [Leaks] MachineTraces, codes "trojan.*".
 */

extern const WdDetector wd_machine_trace;
