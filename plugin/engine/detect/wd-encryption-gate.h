/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/* Applies [Encryption] RequireEndToEnd to what goes out. Its code is "encryption.required". */

extern const WdDetector wd_encryption_gate;
