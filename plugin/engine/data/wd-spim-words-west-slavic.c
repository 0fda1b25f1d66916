/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-spim-words.h"

/* What SPIM says in Polish and Czech. */
/* clang-format off */
static const WdSpimGroup polish[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "pracy zdalnej, praca zdalna online, praca dodatkowa, pracy dodatkowej, "
	 "praca z domu, pracę z domu, pracy z domu, minut dziennie, godziny dziennie, "
	 "godzin dziennie, doświadczenie niepotrzebne, bez doświadczenia, proste zadania, "
	 "proste zadanie, swoim szefem, oceniaj hotele, lajkuj filmy, dorobić, dorabiaj*, "
	 "dodatkowy dochód, dodatkowe pieniądze, praca online, codzienną wypłatą, "
	 "wypłata codziennie"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "szukamy osób do, poszukujemy osób, działu hr, twoje cv, przez telefon, z telefonu, "
	 "na telefonie, dołącz do naszego zespołu, dołącz do zespołu, elastyczne godziny, "
	 "oferta pracy, zatrudnimy"},
	{WD_SPIM_ABOUT_WORK, 1,
	 "zdalnie, zdalnej, pół etatu"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "zarabiaj*, zarobki od, zarobki bez limitu, zarobić online, zł dziennie, "
	 "zł za dzień, euro dziennie, dochód pasywny, dochodu pasywnego, pasywny dochód, "
	 "wolność finansow*, niezależność finansow*, gwarantowany zysk, gwarantowane zyski, "
	 "wypłata tego samego, szybkie pieniądze, łatwe pieniądze, zysk #, rzucić etat, "
	 "zarabianie, zysku dziennie, pokażę jak, zarób"},
	{WD_SPIM_ABOUT_INCOME, 2,
	 "zł miesięcznie, tysięcy miesięcznie, miesięcznie z domu, tego samego dnia, zarobki, "
	 "zarobek, zarabiam teraz, wypłat*, natychmiastowa wypłata, % dziennie, dostałam #, "
	 "dostałem #"},
	{WD_SPIM_ABOUT_INCOME, 1,
	 "zysk*, zarobk*, zarob*"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "sygnały krypto, darmowe sygnały, platforma inwestycyjna, platformy inwestycyjnej, "
	 "podwój swoje, podwój swój, % skuteczności, naucz się forex, zainwestuj*, "
	 "baltic pipe, zainwestowałam #, zainwestowałem #"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "inwestycj*, inwestowa*, inwestuj*, zainwestował*, bitcoiny, sygnały, "
	 "sztucznej inteligencji, sztuczna inteligencja, doradca, doradca oddzwoni"},
	{WD_SPIM_ABOUT_COINS, 1,
	 "już od #, oddzwoni"},
	{WD_SPIM_ABOUT_GAMES, 4,
	 "darmowych spinów, darmowe spiny, bonus powitalny, ustawiony mecz, "
	 "typy bukmacherskie, bez depozytu, odbierz bonus"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "kasyno online, kasyna online, kasynie online, bukmacher*, bonus #, "
	 "automaty do gier, zakłady sportowe"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "kasyn*, kurs #, grupy vip, szybkie wypłaty, depozyt*, twój bonus"},
	{WD_SPIM_ABOUT_PARCELS, 3.5,
	 "paczka została wstrzymana, dostarczyć przesyłki, dopłat*, dopłać #, opłata celna, "
	 "opłatę celną, błędnego adresu, przesyłka czeka, należna opłata, "
	 "przesyłka została wstrzymana, przesyłka została zatrzymana, "
	 "paczka została zatrzymana, dopłać"},
	{WD_SPIM_ABOUT_PARCELS, 2,
	 "twoja paczka, twoja przesyłka, twojej przesyłki, państwa przesyłka, "
	 "została wstrzymana, nie udało się dostarczyć, adresu zaktualizuj, niedopłat*"},
	{WD_SPIM_ABOUT_PARCELS, 1,
	 "inpost, poczta polska, przesyłk*, celna"},
	{WD_SPIM_ABOUT_ACCOUNTS, 4,
	 "podejrzane logowanie, podejrzaną transakcj*, podejrzaną aktywność, "
	 "nietypową aktywność, konto zostanie zablokowane, konto zostało zablokowane, "
	 "karta została zawieszona, karta została zablokowana, konto zostanie dezaktywowane, "
	 "komputer jest zainfekowany, przysługuje ci zwrot, przysługuje państwu zwrot, "
	 "odcięcie prądu, egzekucji komorniczej, zaległość podatkowa, jeśli to nie ty"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "potwierdź tożsamość, potwierdź swoje dane, zaktualizuj dane, zweryfikuj*, "
	 "zaktualizuj metodę, metodę płatności, została zawieszona, zostanie zablokowane, "
	 "zostanie dezaktywowane, ureguluj*, zainfekowany, zwrot podatku, wypełnij formularz, "
	 "dane karty, subskrypcja netflix, komornicz*, komornik*, twoja subskrypcja"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "twoje konto, twoja karta, twojego konta, tożsamość, szanowny kliencie, "
	 "szanowna klientko, drogi kliencie, pobrano #, wygasła, pomoc microsoft, "
	 "zadzwoń natychmiast, wykryto, zaległość, urząd skarbowy, potwierdź, subskrypcj*, "
	 "anuluj tutaj, przysługuje"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1,
	 "mbank, profil zaufany"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "telefon mi się zepsuł, mój nowy numer, telefon wpadł mi, zapisz ten numer, "
	 "telefon mi wpadł, zepsuł mi się telefon, to mój nowy, zgubiłam telefon, "
	 "zgubiłem telefon, wpadł mi do wody"},
	{WD_SPIM_ABOUT_KIN, 2.5,
	 "zmieniłem numer, nowy numer, tato to ja, mamo to ja, babciu to ja, pilny przelew, "
	 "oddam jutro, stary numer"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "cześć mamo, cześć tato, hej mamo, hej tato, babciu, zrobisz mi, przelew*, blika"},
	{WD_SPIM_ABOUT_LOANS, 4,
	 "szybka pożyczka, pożyczka bez, bez bik, chwilówk*, bez zaświadczeń, "
	 "udzielam pożyczek, kredyt bez, dla zadłużonych, pieniądze w #, pożyczki bez"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "potrzebujesz gotówki, potrzebujesz pieniędzy, prywatnym inwestorem, kredyty na #, "
	 "na dowód, pożyczki prywatne, pożyczki online, udzielamy pożyczek, oferuję pożyczk*"},
	{WD_SPIM_ABOUT_LOANS, 2,
	 "pożyczk*, pożyczek, kredyty, gotówki, gotówka, zadłużon*, odpowiedź w #, bik, "
	 "kontakt mailowy"},
	{WD_SPIM_ABOUT_LOANS, 1,
	 "kredyt*"},
	{WD_SPIM_ABOUT_LOVE, 4,
	 "nagie zdjęcia, nagich zdjęć, seksu bez zobowiązań, gorące dziewczyny, "
	 "luksusowe escort, mężatki, seks bez, dojrzałe kobiety"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "nagie, nago, na żywo przed kamerk*, prawdziwej miłości, prawdziwą miłość, "
	 "żołnierzem us, hej przystojniaku, przystojniaku, erotycz*, sex telefon, wróżk*, "
	 "jestem sama i"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "z twojej okolicy, w twojej okolicy, bez zobowiązań, jestem sama, witaj kochany, "
	 "twój profil jestem, zobaczyłam twój profil, twój profil, pierwszy pokaz, "
	 "pokaz gratis, czatuj za darmo, chcą cię poznać, pełna dyskrecja, dyskrecj*, "
	 "dziewczyny, syrii"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "bez recepty, prawo jazdy bez, bez egzaminu, obserwujących na, kupić obserwujących, "
	 "prawdziwych obserwujących, repliki zegarków, przesłać mi kody, wysłać mi kody, "
	 "dowody kolekcjonerskie, dyplomy kolekcjonerskie, wpisane do cepik, "
	 "dokumenty kolekcjonerskie, fałszywe banknoty"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "dyskretna przesyłka, % taniej, taniej niż, bez diety, replik*, tabletk*, "
	 "wyprzedaż totalna, karty podarunkowe, mi kody, kolekcjonerskie, schudnij*, "
	 "sprzedam paszporty, lajków i, liczbę lajków, polubień"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "darmowa dostawa, darmową dostaw*, markowe buty, paszporty, najwyższej jakości, "
	 "w aptece, realizacja natychmiast, wyświetleń, zamówienia przez, kilo w, "
	 "najlepszej cenie, karta podarunkowa, kartę podarunkową, w # dni, wyprzedaż"},
	{WD_SPIM_ABOUT_PRIZES, 4,
	 "odbierz nagrodę, odbierz swoją nagrodę, zostałeś wybrany, zostałaś wybrana, "
	 "wygrałeś #, wygrałaś #, na loterii, twój prezent wygasa, wygraj kartę, wygrał pan"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "wygrałeś, wygrałaś, nagrodę teraz, loterii, wypełnij ankietę, wygraj*, "
	 "twoja nagroda, twój prezent, naszym agentem, zwycięzc*, odbierz prezent"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "ankiet*, urodziny, wybrany aby, nagrodę, wybrany, loteri*"},
	{WD_SPIM_ABOUT_PRIZES, 1,
	 "gratulacje"},
	{WD_SPIM_ABOUT_FORTUNE, 4,
	 "śmiertelnie chora, śmiertelnie chory, mój majątek, zmarły klient, "
	 "bez spadkobierców, pana nazwisko, twoje nazwisko, spadek wynosi, "
	 "przekazać mój majątek"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "milionów euro, miliony euro, milionów dolarów, uczciwej osobie, zaufanej osobie, "
	 "chora na raka"},
	{WD_SPIM_ABOUT_FORTUNE, 2,
	 "spadk*, spadek, zmarły, jestem adwokatem, jestem prawnikiem, majątek, nazwisko"},
	{WD_SPIM_ABOUT_CALLS, 2.5,
	 "kliknij tutaj, kliknij w link, kliknij link, zarejestruj się, dołącz do kanału, "
	 "dołącz do grupy, pod linkiem, link w bio, odbierz teraz, w linku, anuluj, "
	 "wejdź w link"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "kliknij, dołącz do, dołącz teraz, darmowa rejestracja, skontaktuj się z, "
	 "proszę o kontakt, wypełnij, odbierz, zobacz moje, dołącz, napisz a, aby opłacić, "
	 "zadzwoń, podasz mi swój, zapisz się"},
	{WD_SPIM_ABOUT_CALLS, 1,
	 "napisz"},
	{WD_SPIM_ABOUT_CHATS, 2,
	 "przez whatsapp, kanału na telegramie, na telegramie, kanale telegram, "
	 "napisz na whatsapp, kontakt przez whatsapp, swój whatsapp, na priv, do grupy vip, "
	 "telegramie"},
	{WD_SPIM_ABOUT_CHATS, 1,
	 "na whatsapp, na messengerze, w wiadomości prywatnej, mailowy"},
	{WD_SPIM_ABOUT_HASTE, 2,
	 "w # godziny, w ciągu # godzin, ostatnia szansa, ostatnie przypomnienie, "
	 "wygasa dzisiaj, za # minut, tylko dziś, tylko dzisiaj, w # minut"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "pilne, pilny, natychmiast*, ograniczona, miejsc ograniczona, jeszcze dziś, "
	 "wygasa za, ostatnie miejsca"},
	{WD_SPIM_ABOUT_HASTE, 1,
	 "wygasa"},
	{WD_SPIM_ABOUT_PRAISE, 2,
	 "bez ryzyka, gwarantowan*, gwarancj*, polecam"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "za darmo, darmowy webinar, niesamowitą okazję, darmow*"},
	{WD_SPIM_ABOUT_PRAISE, 1,
	 "bez limitu, okazj*, bezpłatn*"},
	{WD_SPIM_ABOUT_SUMS, 1,
	 "# zł, # złotych"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "bonus bez, bonus za, bonusu"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "fraza odzyskiwania, fraza seed, frazę odzyskiwania, zweryfikuj portfel, "
	 "twój portfel musi, konto zostanie usunięte, podaj dane karty, kupujący zapłacił, "
	 "odbierz pieniądze, odbierz środki, postępowanie sądowe, postępowanie karne, "
	 "wezwanie do zapłaty, ostateczne wezwanie, numer karty, profil zaufany wygasa, "
	 "blokada konta"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "kod z sms, obowiązkowa aktualizacja, twoja linia"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "zablokujemy, windykac*, niezapłacon*"},
	{WD_SPIM_ABOUT_TRICKS, 4,
	 "to ty na tym, czy to ty na, kto odwiedza twój, kto ogląda twój, prześlij dalej do, "
	 "wyślij to do, whatsapp będzie płatny, będzie płatny, kod który przyszedł, "
	 "sześciocyfrowy kod, podsłuch telefonu, czytaj wiadomości, włamanie na konto, "
	 "odzyskam konto"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "rozbiera"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "na tym filmie, na tym filmiku, do # osób, do # kontaktów, nie przerywaj łańcuszka, "
	 "udostępnij zanim, zanim usuną, ukrywają to, podaj mi kod, wyślij mi kod, "
	 "przez pomyłkę twój, telefon partnera"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "zdradza, łańcuszek"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "pomyliłam numer, pomyliłem numer, zły numer, wydajesz się miły, nie mów nikomu, "
	 "podaj dalej"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "utracone pieniądze, odzyskać pieniądze, odzyskaj pieniądze, fałszywy broker, "
	 "bez bazy, niższa rata"},
	{WD_SPIM_ABOUT_LOANS, 1.5,
	 "oddłużanie, oddłużenia, konsolidacja, komornik"},
	{WD_SPIM_ABOUT_WORK, 4,
	 "użycz konta, udostępnij konto, wynajmij konto, skręcanie długopisów, "
	 "pakowanie kopert, praca chałupnicza, chałupnictwo"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "rzuciłem pracę, rzuciłam pracę, rzuciłam etat, mój system, mój zespół, "
	 "pakiet startowy, zostań konsultant*, praca za granicą, załatwiamy wizę, z kanapy, "
	 "bez szefa, marketing sieciowy"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "tygodniowo"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "bez plagiatu, praca magisterska w, pisanie prac, prace na zamówienie, "
	 "dyplom z wpisem, masowa wysyłka, wysyłka sms, opinie google, zioło, kokaina, "
	 "zweryfikowane konta, obs za obs, fotowoltaika za darmo, fotowoltaika za zł, "
	 "zaświadczenie lekarskie, l4 online, certyfikat bez"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "papierosy"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "wszystkie kanały, kanały i filmy, pierwsza strona google, darmowy audyt, skup aut, "
	 "skup złota, dyskretna dostawa, bez siłowni, pompa ciepła"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "pozycjonowanie, katalog, spalacz, wróżb*, jasnowidz*, perfumy"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "darmowy test, bezpłatna wycena, na raty, tylko # zł, płatność przy odbiorze, "
	 "na zapytanie"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "darmowe doładowanie, bon za, darmowe wakacje, 800 plus dodatkowe, zwycięski kupon, "
	 "dodatek dla, przyznano ci, bon podarunkowy"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "kupiony mecz, dokładny wynik, wygrałem w kasynie, kod bonusowy"},
	{WD_SPIM_ABOUT_GAMES, 1.5,
	 "kupon"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "bóg zapłać za, niech bóg, brakuje #, każda złotówka, jestem wdową, jestem wdowcem, "
	 "uczciwej kobiety, misji pokojowej, pomóżcie małe*"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "operację, skrzynia, sztabki"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "mój mentor, dzięki pani, dzięki panu, robot tradingowy, automatyczny handel, "
	 "opcje binarne, zamieniłem #, zamieniłam #"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "ekskluzywne treści, chłopak wyjechał, nudzę się, fotki i filmiki, pokażę się"},
	{WD_SPIM_ABOUT_LOVE, 1.5,
	 "sponsor*, sponsoring, masaż"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "miałam wypadek, miałem wypadek, policja chce, nie mów tacie, pożycz mi, "
	 "pożyczysz mi, mój bank nie działa, jutro zwrócę, na fakturę"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "kaucj*, odda"},
	{WD_SPIM_ABOUT_KIN, 2,
	 "do jutra, do wieczora, zrobić blika, mi zrobić blika"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "wypadek"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "handluje za ciebie, ja śpię, śpię a, wyślij # btc, dostaniesz podwójnie, "
	 "klucz prywatny, asystentka profesora, asystent profesora, grupa nauki giełdy, "
	 "grupa giełdowa, jedna akcja dziennie, darmowe tokeny, jutro listing, "
	 "gram na złocie, konto rośnie, wpłać i patrz"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "minimalna wpłata"},
	{WD_SPIM_ABOUT_COINS, 1.5,
	 "giełd*, akcje, bitcoinów"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "# słów, wpisz # słów, portfel wymaga, dostęp ograniczony, zaktualizuj aplikację, "
	 "zostanie zawieszone, zostanie wyłączone, nie rozpoznajesz, zadzwoń pod ten, "
	 "odłączenie prądu, odetniemy prąd, nieopłacona faktura, odbiór pieniędzy, "
	 "ktoś kupił twoje, potwierdź odbiór, wypłata czeka"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "synchronizacj*, reaktywuj"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "nowe urządzenie, zaległa płatność, oczekujący zwrot"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "rzuciłem etat, zarabiam #, pytaj śmiało jak, nic nie sprzedaję, bez wychodzenia, "
	 "od zaraz, rozmowa przez whatsapp, wprowadzanie danych, pisanie opinii, "
	 "składanie długopisów, kaucja za materiał, miesięcznie w domu, cv nas zainteresowało"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "działu rekrutacji, kilka godzin"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "rekrutujemy"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "sprzedam fotki, fotki #, tylko konkretni, samotna kobieta, wdowa szuka, serce mówi, "
	 "na kamerze, pierwsze minuty, dojrzała pani, rozbierz każde, roksa"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "usuwamy wpisy, usuwanie bik, wpisy z bik, wszystkie kursy, jakość 1:1, "
	 "napiszę ci licencjat, napiszę pracę, licencjat w, egzamin za ciebie, "
	 "skup samochodów, kaucja z góry, klucze pocztą, zastrzyki odchudzające, "
	 "wpis do cepik, dyplom magistra, oryginalny papier, banknoty kolekcjonerskie, "
	 "antyplagiat w cenie, tanie fajki"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "piguły, fajki"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "lekarze ukrywają, apteki ukrywają, apteki to ukrywają, rzuć palenie, "
	 "fotowoltaika za, fotowoltaika za zero, państwo płaci, posiada pan dom, "
	 "posiada pani dom, najlepsza jakość, strona nie jest widoczna, pierwszy w google, "
	 "wysyłka whatsapp, płatne po, najwyższa cena, menu na kanale, kilo w miesiąc, "
	 "kg w miesiąc, bez wkładu własnego"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "kapsułk*, krople, podróbki, dożywotnio, skup"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "tydzień gratis, darmowy pobyt, wygraj teraz, pakiet upominkowy, przysługuje panu"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "bóg zapłać, samotna matka, pusta lodówka, paczka ze złotem, pilna operacja, "
	 "kilka złotych, zapłać tylko cło"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "pomóżcie, walizkę, walizka, wdowcem"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "widziałeś ten film, czy to ty, kto używa twojego, używa twojego zdjęcia, "
	 "wyślij tę wiadomość, stracisz konto, podaruj # zł, kod otrzymany, odzyskam hasło, "
	 "instagram zhakowany, sprawdź kto, lokalizacj* partnera, messengera partnera"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "roześlij, krąg"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "ojej pomyliłam, pisałam do, miło się z, nie ta osoba"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "mecz sprzedany, znam sędziego, na automacie, na automatach, kod promocyjny, "
	 "bez dokumentów, pewny typ"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "seks, seksu, kamerce, kamerki, napalona"},
	{WD_SPIM_ABOUT_FORTUNE, 1,
	 "# milionów"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "pewniak dnia, pewniaki"},
};

static const char *const polish_habits[] = {
	"ł=l",
	NULL,
};
/* clang-format on */

/* clang-format off */
static const WdSpimGroup czech[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "práce z domova, práci z domova, práce na doma, minut denně, hodiny denně, "
	 "bez zkušeností, přivýdělek*, brigáda z domova, jednoduché úkoly, vlastním šéfem"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "vydělávej*, vydělat peníze, kč denně, pasivní příjem, finanční svoboda, "
	 "zaručený zisk, denní výplata"},
	{WD_SPIM_ABOUT_INCOME, 2,
	 "výplata ihned, kč měsíčně, výdělek*, zisk*"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "investuj*, investic*, kryptoměn*, obchodování"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "zatočení zdarma, online kasino, uvítací bonus, bez vkladu, sázky"},
	{WD_SPIM_ABOUT_PARCELS, 3,
	 "zásilka nemohla být, zásilku se nepodařilo, celní poplatek, vaše zásilka čeká, "
	 "doplatek za"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "váš účet byl, účet bude zablokován, karta byla zablokována, podezřelá aktivita, "
	 "ověřte svou, ověřte svoji, aktualizujte své, vrácení daně"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "váš účet, vážený zákazníku, internetové bankovnictví, potvrďte"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "ahoj mami, rozbil se mi telefon, rozbil se mi mobil, moje nové číslo, ulož si toto"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "půjčka ihned, rychlá půjčka, bez registru, půjčky bez, nebankovní půjčk*, "
	 "bez doložení"},
	{WD_SPIM_ABOUT_LOANS, 2,
	 "půjčk*"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "nahé fotky, sex bez závazků, vdané ženy, erotick*"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "bez předpisu, řidičský průkaz bez, repliky, % levnější, skutečných sledujících, "
	 "bez zkoušek"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "vyhrál jste, vyhráli jste, byli jste vybráni, vyzvedněte si, výherce"},
	{WD_SPIM_ABOUT_PRIZES, 1,
	 "gratulujeme"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "milionů eur, milionů dolarů, zesnulý klient, dědictví ve výši"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "klikněte zde, klikněte na, zaregistrujte se, registruj se, připojte se, napište mi, "
	 "odkaz v"},
	{WD_SPIM_ABOUT_CHATS, 1.5,
	 "přes whatsapp, na telegramu"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "do # hodin, poslední šance, pouze dnes, jen dnes, okamžitě"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "bez rizika, zdarma, zaručen*"},
	{WD_SPIM_ABOUT_SUMS, 1,
	 "# kč, # korun"},
};
/* clang-format on */

const WdSpimWords wd_spim_words_polish = {"polish", polish, G_N_ELEMENTS(polish), polish_habits};
const WdSpimWords wd_spim_words_czech = {"czech", czech, G_N_ELEMENTS(czech), NULL};
