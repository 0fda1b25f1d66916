/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-page-test.h"

#include "wd-widgets.h"

/**
 * wd_page_test_open:
 * @test: a page that is not open
 * @words: (nullable): what to look for in it
 *
 * Makes its widgets and shows them.
 */
void
wd_page_test_open(WdPageTest *test, const char *words)
{
	test->window = wd_widgets_show_page(test->make(test->page));
	test->show(test->page, words);
	wd_widgets_settle();
}

/**
 * wd_page_test_close:
 * @test: a page, open or not
 *
 * Its window goes, as a person closes it.
 */
void
wd_page_test_close(WdPageTest *test)
{
	if (test->window != NULL)
		gtk_widget_destroy(test->window);
	test->window = NULL;
	wd_widgets_settle();
}

/**
 * wd_page_test_end:
 * @test: a page
 * @data: not used
 *
 * The page goes first, then what is left of its window, and the session last.
 */
void
wd_page_test_end(WdPageTest *test, gconstpointer data)
{
	test->free_page(test->page);
	wd_page_test_close(test);
	wd_fake_host_free(test->fake);
}

/**
 * wd_page_test_find:
 * @test: an open page
 * @name: of a widget
 *
 * Returns: (transfer none): the widget
 */
GtkWidget *
wd_page_test_find(WdPageTest *test, const char *name)
{
	return wd_widgets_find(test->window, name);
}

/**
 * wd_page_test_get_text:
 * @test: an open page
 * @name: of a label
 *
 * Returns: (transfer none): what it says
 */
const char *
wd_page_test_get_text(WdPageTest *test, const char *name)
{
	return gtk_label_get_text(GTK_LABEL(wd_page_test_find(test, name)));
}

/**
 * wd_page_test_get_model:
 * @test: an open page
 * @name: of a table
 *
 * Returns: (transfer none): its rows
 */
GtkTreeModel *
wd_page_test_get_model(WdPageTest *test, const char *name)
{
	return gtk_tree_view_get_model(GTK_TREE_VIEW(wd_page_test_find(test, name)));
}

/**
 * wd_page_test_count_rows:
 * @test: an open page
 * @name: of a table
 *
 * Returns: how many rows it has
 */
int
wd_page_test_count_rows(WdPageTest *test, const char *name)
{
	return gtk_tree_model_iter_n_children(wd_page_test_get_model(test, name), NULL);
}
