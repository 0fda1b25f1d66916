/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-spim-words.h"

/* What SPIM says in Spanish and Portuguese, on both sides of the ocean. */
/* clang-format off */
static const WdSpimGroup spanish[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "trabajar desde casa, trabajo desde casa, trabaja desde casa, trabajando desde, "
	 "desde tu casa, minutos al día, sin experiencia, no necesitas experiencia, "
	 "tareas sencillas, tarea sencilla, propio jefe, tu propio jefe, valora hoteles, "
	 "me gusta a videos, pago diario, trabajo online, trabajo en línea, "
	 "empleo desde casa, dinero extra, ingreso extra, ingresos extra"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "buscamos personal, tu currículum en, su currículum, recursos humanos, "
	 "tiempo parcial con, horas al día, con tu móvil, con tu celular, desde tu celular, "
	 "desde mi celular, desde tu móvil, únete a nuestro equipo, unete al equipo, "
	 "únete a mi equipo, oportunidad laboral, vacantes disponibles, horario flexible"},
	{WD_SPIM_ABOUT_WORK, 1,
	 "tiempo parcial, vacante*, currículum, medio tiempo"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "ganar dinero, gana dinero, gane dinero, genera ingresos, generar ingresos, "
	 "ingresos pasivos, ingresos ilimitados, libertad financiera, € diarios, "
	 "euros diarios, dólares diarios, pesos diarios, € al día, euros al día, "
	 "dólares al día, dólares por día, pesos al día, sueldo de, pago el mismo día, "
	 "cobras el mismo, rentabilidad garantizada, ganancias garantizadas, gana hasta, "
	 "gana desde, multiplica tu dinero, dinero fácil, dinero rápido, dejar tu trabajo"},
	{WD_SPIM_ABOUT_INCOME, 2,
	 "al mes trabajando, al mes desde, el mismo día, yo gano, ganancias, rentabilidad, "
	 "retiro inmediato, retiros en minutos, tu comisión, comisión al instante, "
	 "dinero urgente, euros al mes, pregúntame cómo, % diario, y recibí #, "
	 "oportunidad de negocio, cobra #, € al mes"},
	{WD_SPIM_ABOUT_INCOME, 1,
	 "ingresos, cobrar"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "señales de cripto*, señales cripto, señales forex, señales gratis, "
	 "plataforma de inversión, plataforma de trading, % de aciertos, duplica tu, "
	 "duplica tus, duplicar tu, aprende forex, invertí #, inversión mínima, "
	 "invierte desde, invertir en bitcoin"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "invertir, invierte*, invertí, inversión*, inversiones, inteligencia artificial, "
	 "señales, un asesor, nuestro asesor, minería"},
	{WD_SPIM_ABOUT_COINS, 1,
	 "asesor te llamará, desde # €, desde # euros"},
	{WD_SPIM_ABOUT_GAMES, 4,
	 "giros gratis, tiradas gratis, bono de bienvenida, partido arreglado, "
	 "apuestas seguras, reclama tu bono, tragamonedas, tragaperras"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "casino online, casino en línea, apuestas deportivas, sin depósito, tu bono, "
	 "pronósticos, bono de #"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "apuestas, apuesta*, cuota #, grupo vip, depósito mínimo, retiros"},
	{WD_SPIM_ABOUT_PARCELS, 3.5,
	 "retenido en aduana, paquete está retenido, no pudo ser entregado, "
	 "no se pudo entregar, dirección incompleta, paquete pendiente, "
	 "reprogramar la entrega, gastos de envío, tasas de aduana, gastos de aduana"},
	{WD_SPIM_ABOUT_PARCELS, 2,
	 "su paquete, tu paquete, su envío, su pedido, tu pedido, para recibirlo, "
	 "confirma los gastos, en aduana, aduana pague, de su pedido, la entrega"},
	{WD_SPIM_ABOUT_PARCELS, 1,
	 "aduana*, correos, seur, envío"},
	{WD_SPIM_ABOUT_ACCOUNTS, 4,
	 "acceso no autorizado, actividad sospechosa, actividad inusual, "
	 "cuenta será bloqueada, cuenta será desactivada, cuenta será suspendida, "
	 "tarjeta ha sido suspendida, tarjeta ha sido bloqueada, cuenta ha sido bloqueada, "
	 "cuenta ha sido suspendida, ordenador está infectado, computadora está infectada, "
	 "derecho a un reembolso, evitar el recargo, multa pendiente, devolución pendiente"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "verifique su identidad, verifica tu identidad, actualice sus datos, "
	 "actualiza tus datos, active sus datos, actualiza su información, "
	 "actualice su información, confirme sus datos, confirma tus datos, "
	 "número de tarjeta, método de pago, hemos detectado, ha sido suspendida, "
	 "si no lo reconoce, ha realizado un cargo, su cuenta será, está infectado, "
	 "está infectada, si no actualiza"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "su cuenta, su tarjeta, su identidad, su información, sus datos, tu suscripción, "
	 "su suscripción, estimado cliente, estimado usuario, agencia tributaria, "
	 "soporte de microsoft, soporte técnico, ha caducado, un reembolso, reembolso, "
	 "recargo, cargo de, temporalmente, rellene el formulario, complete el formulario, "
	 "llame inmediatamente"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1,
	 "bbva, santander, hacienda, dgt, caixabank, devolución"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "mi nuevo número, mi número nuevo, guarda este número, este es mi nuevo, "
	 "rompió el móvil, perdí mi celular"},
	{WD_SPIM_ABOUT_KIN, 2.5,
	 "cambié de número, he cambiado de móvil, papá soy yo, mamá soy yo, abuela soy yo, "
	 "número nuevo, nuevo número, te la devuelvo, te lo devuelvo, rompió el celular"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "hola mamá, hola papá, hola abuela, hola ma, hola pa, una transferencia, "
	 "transferencia urgente"},
	{WD_SPIM_ABOUT_LOANS, 4,
	 "préstamos rápidos, préstamo rápido, préstamos inmediatos, sin aval, estés en asnef, "
	 "en asnef, prestamista particular, crédito inmediato, necesita dinero urgente, "
	 "créditos inmediatos, sin buró, préstamos personales, sin nómina"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "ofrecemos créditos, ofrecemos préstamos, financio tus, de interés, solo con tu dni, "
	 "necesita dinero, necesitas dinero, préstamo inmediato, préstamos al, ni papeleo, "
	 "préstamos online"},
	{WD_SPIM_ABOUT_LOANS, 2,
	 "préstamo*, préstamos*, créditos, respuesta en #, tus proyectos, papeleo, "
	 "prestamista*, % de interés"},
	{WD_SPIM_ABOUT_LOANS, 1,
	 "aval"},
	{WD_SPIM_ABOUT_LOVE, 4,
	 "fotos desnuda, muy caliente, sexo sin compromiso, mujeres casadas, "
	 "chicas calientes, escorts de lujo, amarres de amor, mis fotos desnuda, amarre*"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "sexo*, desnuda*, desnudas, en directo por webcam, amor sincero, amor verdadero, "
	 "militar americana, militar americano, hola guapo, hola hermoso, caliente, "
	 "cerca de ti buscan, chicas, cachond*, tu pareja regresa, tu ex regresa, brujo*, "
	 "vidente*"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "cerca de ti, estoy sola, hola querido, vi tu perfil, vi su perfil, tu perfil y, "
	 "me encantó tu, sin compromiso, primer show, chatea gratis, quieren conocerte, "
	 "discreción total, conocerte esta noche, soltera*"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "sin receta, carnet de conducir sin, licencia de conducir sin, seguidores reales, "
	 "comprar seguidores, relojes réplica, sin examen, mandarme los códigos, "
	 "enviarme los códigos, billetes falsos, compra # seguidores, seguidores de instagram"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "envío discreto, % más barato, más barato que, sin dieta, registrado en la dgt, "
	 "pastillas*, liquidación*, % de descuento, tarjetas de regalo, los códigos, "
	 "máxima discreción, títulos universitarios, kilos en un mes, aumenta tus likes, "
	 "aumenta tus, tarjeta de regalo de"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "envío gratis, entrega inmediata, zapatillas de marca, pasaportes, auténticos, "
	 "réplicas, likes y, en la farmacia, ropa de marca, mejor precio, pedidos por, "
	 "baja # kilos, entrega en # días, adelgaza*, a domicilio"},
	{WD_SPIM_ABOUT_PRIZES, 4,
	 "reclama tu premio, reclame su premio, has sido seleccionado, ha sido seleccionado, "
	 "eres el ganador, es el ganador, has ganado un, ha ganado un, tu regalo caduca, "
	 "ganador de #"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "has ganado, ha ganado, ganador*, regala tarjetas, responde la encuesta, tu premio, "
	 "su premio, tu regalo, nuestro agente, para recibir un"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "encuesta, aniversario, sorteo, premio, seleccionado"},
	{WD_SPIM_ABOUT_PRIZES, 1,
	 "felicidades, enhorabuena, felicitaciones"},
	{WD_SPIM_ABOUT_FORTUNE, 4,
	 "cáncer terminal, donar mi fortuna, mi fortuna, cliente fallecido, sin herederos, "
	 "mismo apellido, la herencia asciende"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "millones de euros, millones de dólares, una persona honesta, persona de confianza, "
	 "donar mi"},
	{WD_SPIM_ABOUT_FORTUNE, 2,
	 "herencia*, herederos, fallecido, soy abogado, deseo donar, donar, apellido"},
	{WD_SPIM_ABOUT_CALLS, 2.5,
	 "haz clic, haga clic, regístrate ya, regístrate ahora, regístrese, clic aquí, "
	 "pulse aquí, siguiente enlace, en el enlace, en el link, link en mi, enlace en mi, "
	 "únete al canal, reclama, pincha aquí, da clic"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "regístrate, únete, únete a nuestro, escríbenos, contáctame, contacta con, "
	 "registro gratis, registro gratuito, actualice, aprovéchalo, aprovecha, mándame un, "
	 "mira mis, pague ahora, responde sí, rellene, llame"},
	{WD_SPIM_ABOUT_CALLS, 1,
	 "escríbeme, pague, juega"},
	{WD_SPIM_ABOUT_CHATS, 2,
	 "por whatsapp, canal de telegram, grupo de telegram, por telegram, al telegram, "
	 "tu whatsapp para, al whatsapp, al canal de, me das tu whatsapp, contáctame por"},
	{WD_SPIM_ABOUT_CHATS, 1,
	 "escríbeme por, por correo, al privado, por privado, por interno, al dm"},
	{WD_SPIM_ABOUT_HASTE, 2,
	 "en # horas, última oportunidad, caduca hoy, en # minutos, expira hoy, de inmediato, "
	 "caduca en"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "urgente*, inmediatamente, cupos limitados, plazas limitadas, solo hoy, "
	 "último aviso, hoy mismo, última hora, en # días, inmediat*"},
	{WD_SPIM_ABOUT_HASTE, 1,
	 "caduca*"},
	{WD_SPIM_ABOUT_PRAISE, 2,
	 "sin riesgo*, totalmente confiable, resultados garantizados, garantizad*, confiable"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "webinar gratuito, sin riesgo y, increíble, % seguro"},
	{WD_SPIM_ABOUT_PRAISE, 1,
	 "gratuito*, gratuita*, ilimitad*"},
	{WD_SPIM_ABOUT_SUMS, 1,
	 "# dólares, # pesos"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "bono gratis, tu bono de, bono sin"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "maduras, maduras calientes"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "réplicas de"},
	{WD_SPIM_ABOUT_COINS, 1.5,
	 "cripto*"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "frase semilla, frase de recuperación, validar tu wallet, validar su billetera, "
	 "sincronizar tu wallet, su cuenta será eliminada, nip de tu tarjeta, clave dinámica, "
	 "captura curp, comprador ya pagó, recibir el dinero, ingrese su tarjeta, "
	 "introduce tu tarjeta, datos de tu tarjeta, proceso judicial, último aviso de"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "nip, embargo"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "su línea será, evite la suspensión, su buró, código que le llegó, aprobado captura, "
	 "validar sus datos, número de cuenta y"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "regularice"},
	{WD_SPIM_ABOUT_TRICKS, 4,
	 "eres tú en este, sales en este video, eres tu en, quién visita tu perfil, "
	 "reenvía esto a, reenvía este mensaje, whatsapp será de pago, será de pago, "
	 "código de seis, código que te acaba, le quita la ropa, ver chats de tu, "
	 "espía whatsapp, espiar whatsapp, hackear whatsapp, hackeo de cuentas, "
	 "leer los mensajes de"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "en este video, mira este video, a # personas, a # contactos, no rompas la cadena, "
	 "esta cadena, comparte antes de, lo quieren ocultar, recuperar tu cuenta, "
	 "el código que te, por error tu número, te acaba de llegar, celular de tu pareja"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "infiel"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "me equivoqué de número, número equivocado, quería escribirle a, "
	 "pareces buena persona, parece amable, mándala a"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "difunde"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "salga de asnef, salir de asnef, recuperé todo lo, bróker falso, "
	 "recuperar su dinero, recupera tu dinero, estafado por, reunifica tus, "
	 "limpiamos tu buró, borramos tus deudas, cancela tus deudas"},
	{WD_SPIM_ABOUT_LOANS, 1.5,
	 "deudas"},
	{WD_SPIM_ABOUT_WORK, 4,
	 "presta tu cuenta, presta tu cuenta bancaria, alquila tu cuenta, empaca lapiceros, "
	 "empacar lapiceros, armar bolígrafos, empaque de, trabaja en crucero, "
	 "depósito de inscripción"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "ofrecerle un empleo, dólares semanales, euros semanales, semanal desde, "
	 "renuncié a mi, dejé mi trabajo, mi equipo de, kit de inicio, sé parte de mi, "
	 "emprende con, mi líder, tramitamos la visa, examen médico, solo mayores de, "
	 "gana # a la, jornada plataforma, desde el sofá"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "emprendedoras"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "sin plagio, tfg en, tesis en, te hago el tfg, títulos con apostilla, apostilla, "
	 "réplica exacta, maquinaria suiza, posicionamos su, cuentas de streaming, "
	 "pantalla # dólares, sms masivos, envío masivo*, seguidores y likes, "
	 "lotería premiada, cédula profesional, cuentas verificadas, marihuana, cocaína, "
	 "sígueme y te, paneles solares gratis"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "billetes"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "notas incluidas, en google en, auditoría sin costo, primera página de google, "
	 "posicionamiento web, garantía de aprobado, canales y películas, compro tu coche, "
	 "compro oro, catálogo al privado, entrega discreta, licencia sin, visa americana, "
	 "visa garantizada, sin rebote, quema grasa, lectura de cartas, limpia espiritual"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "verificables, hierba, cigarros, vidente, tarotista, horóscopo, mascarilla"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "pago en partes, pida presupuesto, prueba gratis, entrega al instante, de lujo, "
	 "dos pruebas, precio a convenir, combo #"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "mayoreo, catálogo"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "recarga gratis, saldo gratis, bono del bienestar, bono extra, bono aprobado, "
	 "participación premiada, viaje gratis, tarjeta de despensa, apoyo económico, "
	 "gigas gratis"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "partido comprado, marcador exacto, fijo de hoy, gané en el casino, "
	 "código promocional"},
	{WD_SPIM_ABOUT_GAMES, 1.5,
	 "parlay"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "dios los bendiga, dios te bendiga, operación del pequeño, operación de mi, "
	 "faltan #, una caja con, millones y busco, mujer honesta, hombre honesto, soy viuda, "
	 "soy viudo, sargento en, misión de paz, ayúdenos con"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "lingotes"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "mi mentor, mi mentora, convirtió #, convertí #, gracias a la señora, "
	 "gracias al señor, alumnos más, bot de trading, inversión de #, gana con tu, "
	 "multiplicar tu, trader profesional, vive del trading"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "pack completo, mi pack, vendo pack, contenido exclusivo, videollamada hot, "
	 "fotos y videos, masajes con final, mi novio está, sin pena"},
	{WD_SPIM_ABOUT_LOVE, 1.5,
	 "acompañante*, aburrida"},
	{WD_SPIM_ABOUT_FORTUNE, 1,
	 "# millones"},
	{WD_SPIM_ABOUT_PRIZES, 1.5,
	 "lotería"},
	{WD_SPIM_ABOUT_LOANS, 1,
	 "crédito"},
};
/* clang-format on */

/* clang-format off */
static const WdSpimGroup portuguese[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "trabalhar em casa, trabalhar de casa, trabalhando de casa, trabalho em casa, "
	 "trabalhe de casa, trabalhe em casa, minutos por dia, não precisa experiência, "
	 "não precisa de experiência, sem experiência, tarefas simples, próprio chefe, "
	 "seu próprio chefe, trabalho online, curta vídeos, por curtida, renda extra, "
	 "rendimento extra, meio período com, pagamento diário, avaliar hotéis, "
	 "ganhar pelo celular"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "estamos contratando, seu currículo foi, do rh da, do rh, horas por dia, "
	 "pelo celular, no telemóvel, pelo telemóvel, com o celular, nossa equipe, "
	 "nossa equipa, faça parte da, procuramos colaboradores, vagas limitadas, "
	 "vaga home office, meio período"},
	{WD_SPIM_ABOUT_WORK, 1,
	 "currículo, a meio tempo"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "ganhar dinheiro, ganhe dinheiro, ganha dinheiro, r$ por dia, por dia pelo, "
	 "reais por dia, euros por dia, € por dia, renda passiva, rendimento passivo, "
	 "liberdade financeira, ganhos ilimitados, lucro garantido, lucros garantidos, "
	 "ganhe de, ganhe até, ganhe r$, pagamento na hora, pagamento no mesmo dia, "
	 "dinheiro fácil, dinheiro rápido, multiplique seu dinheiro, largar o emprego, "
	 "receba #, mil por mês"},
	{WD_SPIM_ABOUT_INCOME, 2,
	 "por mês trabalhando, por mês sem, mesmo dia, saque imediato, lucrar, ganhos, "
	 "na hora via, via pix, em dois dias, que te explico, ao dia, saque*, e recebi #, "
	 "super confiável"},
	{WD_SPIM_ABOUT_INCOME, 1,
	 "rendimento*, rentabilidade"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "sinais de cripto*, sinais cripto, sinais forex, sinais grátis, "
	 "robô de investimento, % de acerto*, dobre seu, dobre seus, duplique, aprenda forex, "
	 "plataforma de investimento, investi #, lucro diário"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "invista, investi, investimento*, criptomoeda*, sinais, milhas"},
	{WD_SPIM_ABOUT_COINS, 1,
	 "com ia, do zero"},
	{WD_SPIM_ABOUT_GAMES, 4,
	 "rodadas grátis, bônus de boas vindas, jogo manipulado, apostas certeiras, "
	 "tigrinho*, pegue seu bônus, jogo do tigrinho"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "cassino online, apostas esportivas, apostas desportivas, sem depósito, "
	 "plataforma nova, seu bônus, pagando muito, odd #"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "cassino*, apostas, deposite #, deposite, saque #, plataforma pagando"},
	{WD_SPIM_ABOUT_PARCELS, 3.5,
	 "encomenda foi taxada, retida na alfândega, encomenda está retida, "
	 "não foi possível entregar, liberar a entrega, confirmar o frete, pacote foi taxado, "
	 "taxa de alfândega, taxa alfandegária, pedido está parado, encomenda está"},
	{WD_SPIM_ABOUT_PARCELS, 2,
	 "sua encomenda, sua encomenda foi, seu pacote, seu pedido está, para liberar, "
	 "taxada, foi taxado, retida, o frete, o seu endereço, seu endereço"},
	{WD_SPIM_ABOUT_PARCELS, 1,
	 "alfândega, correios, frete, pacote"},
	{WD_SPIM_ABOUT_ACCOUNTS, 4,
	 "compra suspeita, atividade suspeita, acesso foi suspenso, conta será bloqueada, "
	 "cartão foi bloqueado, conta foi bloqueada, conta foi suspensa, cpf será cancelado, "
	 "computador está infectado, direito a um reembolso, evite a suspensão, "
	 "multa em aberto, valores a receber, se não reconhece, disponíveis para saque, "
	 "será bloqueada"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "confirme os seus dados, confirme seus dados, atualize seu cadastro, "
	 "atualize seus dados, atualize o cadastro, forma de pagamento, método de pagamento, "
	 "identificamos uma, foi suspenso, foi bloqueado, regularize*, desbloqueie*, "
	 "será cancelado, será cancelada, atualize os seus, atualize o seu, consulte pelo cpf"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "sua conta, seu cartão, seu cpf, seu cadastro, os seus dados, seus dados, "
	 "caro cliente, prezado cliente, seu computador, suporte microsoft, "
	 "ligue imediatamente, ligue agora, sua assinatura, receita federal, "
	 "preencha o formulário, por segurança, da cnh, expirou, banco do brasil"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1,
	 "detran, finanças"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "celular quebrou, meu número novo, esse é meu número, meu novo número, "
	 "telemóvel na água, deixei cair o telemóvel, salva aí, telemóvel avariou, "
	 "celular caiu, telemóvel caiu, novo número manda, perdi meu celular"},
	{WD_SPIM_ABOUT_KIN, 2.5,
	 "troquei de número, mudei de número, pai sou eu, mãe sou eu, vó sou eu, número novo, "
	 "novo número, te devolvo, pix urgente, devolvo amanhã"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "oi mãe, oi pai, olá mãe, olá pai, oi vó, um pix, consegue fazer um, transferência"},
	{WD_SPIM_ABOUT_LOANS, 4,
	 "empréstimo rápido, empréstimo consignado, para negativado*, consulta ao spc, "
	 "sem consulta, crédito liberado, incidentes bancários, empréstimo aprovado, "
	 "crédito pessoal até, dinheiro na hora, empréstimo pessoal"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "precisa de dinheiro, sem burocracia, crédito rápido, empréstimos entre, "
	 "crédito pessoal, mesmo negativado, aprovado para você, negativado"},
	{WD_SPIM_ABOUT_LOANS, 2,
	 "empréstimo*, spc, consignado, resposta em #"},
	{WD_SPIM_ABOUT_LOANS, 1,
	 "crédito*"},
	{WD_SPIM_ABOUT_LOVE, 4,
	 "fotos nuas, fotos nua, muito tesão, tesão, sexo sem compromisso, mulheres casadas, "
	 "garotas quentes, acompanhantes de luxo, amarração amorosa, raparigas quentes, "
	 "novinha*"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "oi gostoso, gostoso, gostosa*, acompanhantes, ao vivo na webcam, amor verdadeiro, "
	 "pessoa amada, amarração, nuas, nua, pelada*, safada*, garota de programa"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "perto de você, perto de ti, estou sozinha, sozinha em casa, olá querido, "
	 "adorei o seu perfil, o seu perfil, seu perfil e, sem compromisso, chat grátis, "
	 "querem te conhecer, sigilo total, sigilo, garotas, aninhos, búzios"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "sem receita, cnh original, sem fazer prova, seguidores reais, compre curtidas, "
	 "sem exame*, mandar os códigos, enviar os códigos, compre cnh, notas falsas, "
	 "réplica primeira linha, me mandar os códigos, carta de condução sem"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "mais barato que, sem dieta, registrada no detran, cápsulas, queima de estoque, "
	 "% de desconto, cartões presente, os códigos, diplomas autênticos, "
	 "cartas de condução, quilos em um mês, vendemos passaportes, cartão presente, "
	 "gift card*, seguidores no instagram"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "frete grátis, entrega imediata, tênis de marca, passaportes, primeira linha, "
	 "curtidas e, na farmácia, melhor preço, pedidos pelo, emagreça*, emagrecer, "
	 "entrega em # dias, relógios, liquidação, visualizações"},
	{WD_SPIM_ABOUT_PRIZES, 4,
	 "resgate seu prêmio, você foi sorteado, foi selecionado para, você ganhou um, "
	 "você é o ganhador, é o ganhador, ganhador de #, seu presente expira, ganhe um vale, "
	 "resgate o seu, reclame o seu"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "foi sorteado, sorteado, ganhou um, ganhador*, vencedor de, loteria*, "
	 "responda a pesquisa, um iphone, seu presente, nosso agente, o seu prémio, "
	 "vale presente, promoção de aniversário"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "pesquisa, inquérito, sorteio"},
	{WD_SPIM_ABOUT_PRIZES, 1,
	 "parabéns"},
	{WD_SPIM_ABOUT_FORTUNE, 4,
	 "cancro terminal, doar minha fortuna, doar a minha fortuna, minha fortuna, "
	 "cliente falecido, sem herdeiros, mesmo sobrenome, o seu sobrenome, seu sobrenome, "
	 "a herança é de"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "milhões de euros, milhões de dólares, pessoa de confiança, pessoa honesta, "
	 "quero doar"},
	{WD_SPIM_ABOUT_FORTUNE, 2,
	 "herança*, herdeiro*, falecido, sou advogado, doar, sobrenome"},
	{WD_SPIM_ABOUT_CALLS, 2.5,
	 "clique aqui, clica aqui, cadastre-se agora, cadastre-se, registe-se, registre-se, "
	 "no link, pelo link, link na bio, entre no nosso, entre no grupo, clique no link, "
	 "resgate, desbloqueie aqui"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "chama no, me chama, cadastro grátis, clique, pague agora, preencha, fale com, "
	 "responda sim, aproveite, vem ver, envie # e, inscreva-se, acesse"},
	{WD_SPIM_ABOUT_CALLS, 1,
	 "responda"},
	{WD_SPIM_ABOUT_CHATS, 2,
	 "chama no whatsapp, canal do telegram, grupo do telegram, no telegram, "
	 "pelo whatsapp, no grupo vip, chama no zap, no nosso canal, no zap, "
	 "contacte por whatsapp"},
	{WD_SPIM_ABOUT_CHATS, 1,
	 "no whatsapp, no privado, no direct, no pv, manda mensagem, por email"},
	{WD_SPIM_ABOUT_HASTE, 2,
	 "em # horas, última chance, última oportunidade, expira em, em # minutos, só hoje, "
	 "em minutos"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "imediatamente, últimas vagas, hoje à noite, em # dias, expira hoje, imediat*, "
	 "com desconto hoje"},
	{WD_SPIM_ABOUT_PRAISE, 2,
	 "sem risco*, resultado garantido, garantid*, confiável"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "aula gratuita, imperdível"},
	{WD_SPIM_ABOUT_PRAISE, 1,
	 "exclusivo*"},
	{WD_SPIM_ABOUT_SUMS, 1,
	 "r$ #, # reais"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "bônus grátis, bônus de cadastro, ganhe bônus"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "robô trader, robô que opera"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "frase de recuperação, frase semente, validar sua carteira, sincronizar carteira, "
	 "conta será excluída, conta será encerrada, receber o dinheiro, comprador já pagou, "
	 "digite seu cartão, dados do cartão, processo judicial, bloqueio judicial, "
	 "seu nome será, nome sujo, pix devolvido, central de segurança, número do cartão, "
	 "resgate de pontos, pontos expiram, seus pontos"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "sua linha será, cadastro vencido, código que chegou, seu benefício"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "regularizar, validação, biometria"},
	{WD_SPIM_ABOUT_TRICKS, 4,
	 "é você nesse vídeo, é você neste vídeo, és tu neste vídeo, quem visita seu perfil, "
	 "quem visitou seu perfil, encaminhe para, whatsapp vai ser pago, "
	 "código de seis dígitos, código de 6, código que acabou, tira a roupa, "
	 "clonar whatsapp, espionar whatsapp, ver as conversas, hackear instagram, "
	 "recupero contas"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "nesse vídeo, neste vídeo, para # contatos, para # contactos, para # pessoas, "
	 "não quebre a corrente, compartilhe antes, antes que apaguem, a mídia esconde, "
	 "me manda o código, te mandar um código, por engano o seu, celular do seu parceiro, "
	 "repasse para"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "traição"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "número errado, queria falar com, me enganei no número, parece ser legal, "
	 "não conta pra ninguém, enganei-me no número, parece simpático"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "limpe seu nome, limpar seu nome, recuperar seu dinheiro, corretora falsa, "
	 "recuperei meu dinheiro, score alto, aumente seu score, juntar todos os créditos, "
	 "cartão aprovado"},
	{WD_SPIM_ABOUT_LOANS, 1.5,
	 "dívidas, refinanciamento"},
	{WD_SPIM_ABOUT_WORK, 4,
	 "empreste sua conta, alugue sua conta, alugar conta, montar canetas, "
	 "montagem de canetas, dobrar sacolas, conta laranja"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "embalar"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "pedi demissão, larguei meu, minha equipe, kit inicial, seja minha, "
	 "trabalhe no exterior, nós tratamos do visto, trabalho no exterior, "
	 "marketing digital, vaga urgente, faça parte do"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "revendedora, consultora, semanais, afiliado"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "sem plágio, tcc pronto, fazemos seu tcc, diploma reconhecido, diploma em, "
	 "réplica perfeita, disparo em massa, sms em massa, contas de streaming, "
	 "tela netflix, cartão clonado, cartões clonados, info cc, contas verificadas, "
	 "seguidores e curtidas, nota falsa, placa solar grátis, sigo de volta, "
	 "bilhetes premiados"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "maconha, atestado"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "histórico escolar, reconhecido pelo mec, primeira página do google, "
	 "auditoria grátis, canais e filmes, compro seu carro, compro ouro, catálogo no, "
	 "visto americano, visto garantido, seca barriga, queima gordura, sem academia, "
	 "jogo de cartas, perfumes importados"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "erva, cartomante, óculos"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "teste grátis, orçamento grátis, entrega na hora, por apenas"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "parcelado, atacado"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "crédito grátis, internet grátis, auxílio liberado, bônus liberado, viagem grátis, "
	 "cesta grátis, vale compras, você foi contemplado, título premiado"},
	{WD_SPIM_ABOUT_PRIZES, 1.5,
	 "contemplad*"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "placar exato, jogo comprado, green garantido, bilhete pronto, fortune tiger, "
	 "slot pagando, ganhei no"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "deus abençoe, deus te abençoe, cirurgia da, cirurgia do, faltam #, uma caixa com, "
	 "sou viúva, sou viúvo, mulher honesta, barras de ouro, missão de paz, "
	 "qualquer valor ajuda, ajude a pequena"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "meu mentor, minha mentora, transformei #, transformou #, graças à, graças a dona, "
	 "robô de trader, opções binárias, day trade, banca de #, só com # reais, operar no, "
	 "viver de trade"},
	{WD_SPIM_ABOUT_COINS, 1.5,
	 "alavancagem"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "conteúdo exclusivo, conteúdo adulto, chamada de vídeo hot, vídeo chamada, "
	 "packzinho, meu namorado viajou, tô entediada, manda foto, vem gozar"},
	{WD_SPIM_ABOUT_LOVE, 1.5,
	 "massagem, carente"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "sofri um acidente, a polícia quer, na delegacia, não conta pro, me empresta, "
	 "consegue me emprestar, meu banco está fora, pago amanhã"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "fiança"},
	{WD_SPIM_ABOUT_KIN, 2,
	 "advogado cobrou, até amanhã, paga um boleto"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "acidente"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "opera para você, trabalha para você, enquanto você dorme, envie # btc, "
	 "receba o dobro, recebe em dobro, chave privada, assistente do professor, "
	 "grupo de ações, grupo de bolsa, ação por dia, tokens grátis, listagem amanhã, "
	 "software de trading, depositar e ver"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "bolsa de valores, conta demo, bitcoins em"},
	{WD_SPIM_ABOUT_COINS, 1.5,
	 "ações, criptomoedas"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "doze palavras, # palavras, sincronize sua, sua carteira, conta foi limitada, "
	 "acesso suspeito, login suspeito, atualize o aplicativo, será suspensa, "
	 "será suspenso, será desativada, será desativado, não reconhece, ligue para este, "
	 "polícia federal, corte de energia, energia será cortada, fatura em atraso, "
	 "regularize sua, chave de segurança, mb way"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "reative, reativar, mbway"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "novo dispositivo, conta em atraso, reembolso pendente, multa não paga, "
	 "benefício liberado, carta registada"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "demiti meu chefe, pedi as contas, te mostro como, te ensino, sem vender, "
	 "sem sair de casa, no conforto de, com o smartphone, ganhe com, "
	 "contratação imediata, entrevista pelo whatsapp, plataforma de reservas, "
	 "montagem em casa"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "digitador, avaliações"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "oferecemos trabalho, poucas horas, meio turno, oportunidade de emprego"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "selecionamos"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "vendo fotos, fotos e vídeos, marido viajou, sozinha hoje, viúva procura, "
	 "coração diz, na cam, primeiros minutos, só sérios"},
	{WD_SPIM_ABOUT_LOVE, 1.5,
	 "entediada, coroa, massagista"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "cursos dos gurus, todos os cursos, qualidade 1:1, faço seu tcc, tese em, "
	 "prova por você, limpa nome, compro carro, caução adiantada, chaves por correio, "
	 "canetas emagrecedoras, caneta emagrecedora, ozempic, mounjaro, notas fake, "
	 "certificado sem"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "prensado"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "médicos escondem, farmácias escondem, parar de fumar, bomba de calor, "
	 "painéis solares grátis, painel solar grátis, o governo paga, é proprietário, "
	 "site não aparece, primeiro no google, disparos whatsapp, envio whatsapp, "
	 "pague depois, ouro usado, melhor preço do, cigarro paraguai"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "cápsula, gotas, imitação, vitalício, vitalícia"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "estadia grátis, ganhe agora, pacote grátis, tem direito a, foi premiado"},
	{WD_SPIM_ABOUT_PRIZES, 1.5,
	 "brinde"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "deus lhe pague, mãe solteira, geladeira vazia, me ajudem, pacote com ouro, "
	 "herança bloqueada, cirurgia urgente, qualquer ajuda"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "mala"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "viu esse vídeo, é você aqui, quem usa sua foto, usando sua foto, "
	 "passe essa mensagem, mande para, compartilhe com, perderá sua conta, doe # reais, "
	 "receba # reais, código recebido, recuperar instagram, instagram hackeado, "
	 "descubra quem, localização do"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "mandala, espião"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "desculpa engano, pensei que fosse, pessoa errada"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "exportação"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "jogo vendido, conheço o juiz, na slot, código do cassino, ganhei # no, "
	 "sem documentos, tip certa, mega garantida"},
	{WD_SPIM_ABOUT_PRIZES, 1,
	 "uma semana grátis"},
	{WD_SPIM_ABOUT_INCOME, 1.5,
	 "lucro, lucros"},
	{WD_SPIM_ABOUT_FORTUNE, 1,
	 "# milhões"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "sexo"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "seu prêmio"},
};
/* clang-format on */

const WdSpimWords wd_spim_words_spanish = {"spanish", spanish, G_N_ELEMENTS(spanish), NULL};
const WdSpimWords wd_spim_words_portuguese = {
	"portuguese", portuguese, G_N_ELEMENTS(portuguese), NULL};
