/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What each target defines, and libFuzzer or fuzz-replay.c calls. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
