/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-errands.h"

struct WdErrands {
	GThreadPool *pool; /* NULL until the first errand */
	GPtrArray *open;   /* of Errand *: not back yet; the main loop's */
	GMutex lock;       /* of each errand's source */
	gboolean is_ending;
};

typedef struct {
	WdErrands *errands;
	WdErrandWork work;
	WdErrandDone done;
	gpointer data;
	GDestroyNotify free_data;
	guint source; /* of the way back */
} Errand;

static void
free_errand(Errand *errand)
{
	if (errand->free_data != NULL)
		errand->free_data(errand->data);
	g_free(errand);
}

static gboolean
come_back(gpointer pointer)
{
	Errand *errand = pointer;

	g_mutex_lock(&errand->errands->lock); /* the thread has let go of it then */
	g_mutex_unlock(&errand->errands->lock);
	g_ptr_array_remove(errand->errands->open, errand);
	errand->done(errand->data);
	free_errand(errand);
	return G_SOURCE_REMOVE;
}

static void
run(gpointer pointer, gpointer data)
{
	Errand *errand = pointer;
	WdErrands *lock_owner = errand->errands; /* the errand may be gone at the end */

	if (!g_atomic_int_get(&errand->errands->is_ending))
		errand->work(errand->data);
	g_mutex_lock(&errand->errands->lock);
	errand->source = g_idle_add_full(G_PRIORITY_DEFAULT, come_back, errand, NULL);
	g_mutex_unlock(&lock_owner->lock);
}

/**
 * wd_errands_new:
 *
 * The thread starts with the first errand: who has none pays nothing.
 *
 * Returns: (transfer full): freed with wd_errands_free()
 */
WdErrands *
wd_errands_new(void)
{
	WdErrands *errands = g_new0(WdErrands, 1);

	errands->open = g_ptr_array_new();
	g_mutex_init(&errands->lock);
	return errands;
}

/**
 * wd_errands_add:
 * @errands: where it runs
 * @work: runs on the thread, after all that were added before
 * @done: called from the default main loop afterwards, unless @errands is freed first
 * @data: (transfer full): for both
 * @free_data: (nullable): frees @data after @done, or instead of it
 *
 * Never blocks.
 */
void
wd_errands_add(WdErrands *errands,
	       WdErrandWork work,
	       WdErrandDone done,
	       gpointer data,
	       GDestroyNotify free_data)
{
	Errand *errand = g_new0(Errand, 1);

	*errand = (Errand){.errands = errands,
			   .work = work,
			   .done = done,
			   .data = data,
			   .free_data = free_data};
	g_ptr_array_add(errands->open, errand);
	if (errands->pool == NULL)
		errands->pool = g_thread_pool_new(run, NULL, 1, FALSE, NULL);
	(void)g_thread_pool_push(
		errands->pool, errand, NULL); /* it stays queued without a thread */
}

/**
 * wd_errands_count:
 * @errands: where they run
 *
 * Returns: how many are not back yet
 */
guint
wd_errands_count(const WdErrands *errands)
{
	return errands->open->len;
}

/**
 * wd_errands_free:
 * @errands: (nullable) (transfer full): where they run
 *
 * Waits for the errand that is being run, and drops the rest: nobody is called back any more.
 */
void
wd_errands_free(WdErrands *errands)
{
	if (errands == NULL)
		return;
	g_atomic_int_set(&errands->is_ending, TRUE);
	if (errands->pool != NULL)
		g_thread_pool_free(errands->pool, FALSE, TRUE);
	for (guint i = 0; i < errands->open->len; i++) {
		Errand *errand = g_ptr_array_index(errands->open, i);

		if (errand->source != 0)
			(void)g_source_remove(errand->source); /* it has not run, or it were gone */
		free_errand(errand);
	}
	g_ptr_array_unref(errands->open);
	g_mutex_clear(&errands->lock);
	g_free(errands);
}
