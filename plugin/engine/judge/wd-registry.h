/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * The list of detectors, in one place and by hand: which ones run is seen in the source and does
 * not depend on link order or on a plug-in. Tests walk its codes to see that each has a phrase.
 */

const WdDetector *const *wd_registry_get_detectors(void); /* NULL-terminated */
gboolean wd_registry_has_code(const char *code);
