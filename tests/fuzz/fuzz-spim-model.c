/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>

#include "engine/spim/wd-spim-model.h"
#include "wd-fuzz.h"

/* Law: what is accepted gives finite scores, whatever stands in it. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(WdSpimModel) model = wd_spim_model_parse(data, size, NULL);

	if (model != NULL)
		g_assert_true(isfinite(wd_spim_model_judge_text(model, "win a prize now")));
	return 0;
}
