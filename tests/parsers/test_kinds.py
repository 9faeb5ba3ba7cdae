"""Each kind of mail is told from its neighbours, however people put it; the rules say why."""

import re

import pytest

from parsers.kinds import classify
from parsers.letters.claims import claim
from parsers.mail.mime import Desk, open_mail
from tests.parsers.letters import carta, documento

DATOS = """
Nombres y apellidos: Luis Mora Paz
Cédula: 1712345675
Cargo: Analista
Correo: luis.mora@msp.gob.ec
Teléfono: 022200200 ext 12
Celular: 0991234567"""
OWN = "soporte@gobiernoelectronico.gob.ec"

# Subject | text, where {datos} stands for the data of a new AIQ.
MAILS = {
    "solicitud_cambio_aiq": """
Envío oficio | Estimados: Adjunto al presente el oficio No. GADMR-A-2026-0022-O con la designación del nuevo administrador del sistema Quipux para el GAD Municipal de Rumiñahui. Datos:{datos}
Solicitud | Por disposición del señor Alcalde solicito se proceda con el cambio de la persona encargada de administrar el Quipux institucional.{datos}
solicitud de canbio de AIQ | Adjunto la solicitud de canbio del AIQ.{datos}
adminitrador quipux | solisito cambio de adminitrador de quipux de la escuela politecnica{datos}
Designación AIQ EMAPAG | Se designa AIQ a Luis Mora.{datos}
Cambio de Administrador Institucional | Comunico a usted que a partir de la presente fecha el Ing. Luis Mora asume las funciones de Administrador Institucional Quipux.{datos}
AIQ | Informo que la Lcda. Ana Ruiz ya no labora en la institución, por lo que el nuevo responsable del sistema Quipux es:{datos}
URGENTE: NUEVO ADMINISTRADOR | Solicitamos actualizar al administrador institucional del Quipux (AIQ) de la Corte Nacional{datos}
Re: Requisitos para cambio de AIQ | Gracias por la información. Adjunto lo solicitado para el cambio de AIQ.{datos}
Solicitud de cambio de AIQ - INAMHI | Por favor su ayuda con el cambio.
RE: Observaciones a su solicitud [AIQ-2026-00101] | Adjunto la delegación solicitada. /  / Cédula corregida: 1712345675
Cambio de AIQ | Solicito el cambio del AIQ del Ministerio de Salud. Datos:{datos}
Designación | Se ha designado al Ing. Luis Mora como nuevo Administrador Institucional Quipux. Adjunto oficio.{datos}
Actualización de administrador Quipux | Por medio de la presente solicito la actualización del administrador del sistema de gestión documental Quipux de nuestra institución.{datos}
Nuevo administrador quipux | Favor registrar al nuevo administrador, en reemplazo de la Sra. Ana Pérez, que se desvinculó.{datos}
NOMBRAMIENTO ADMINISTRADORA QUIPUX GAD CAYAMBE | Se nombra administradora institucional Quipux a Luis Mora{datos}
Delegación de administrador institucional | Comunico que se delega como administrador institucional del sistema Quipux a{datos}
Cambio administrador principal y backup | Solicito el cambio de administrador principal y backup. Principal:{datos} / Backup: Ana Pérez
Reemplazo de AIQ | La AIQ saliente es Ana Pérez; el AIQ entrante es:{datos}
RE: Solicitud de cambio de AIQ [AIQ-2026-00012] | Cédula: 1712345675
RE: [AIQ-2026-00012] Faltan datos | La cédula del funcionario es 1712345675 y su celular 0991234567.
Administrador Quipux | Estimados, remito los datos de la persona que administrará el sistema Quipux en reemplazo del Ing. Pérez:{datos}
Oficio MSP-DNTIC-2026-0012-O | Se remite oficio mediante el cual la máxima autoridad designa al responsable institucional de Quipux (AIQ).{datos}
Sustitución de AIQ | En virtud de la renuncia de la Ing. Pérez, se sustituye a la administradora institucional Quipux por:{datos}
cambio aiq | buenas tardes estimados por favor el cambio del aiq de la prefectura de loja, gracias{datos}
CAMBIO DE ADMINISTRADOR DE QUIPUX | ESTIMADOS SOLICITO EL CAMBIO DE ADMINISTRADOR DEL QUIPUX POR CAMBIO DE AUTORIDADES{datos}
Registro de administrador institucional | Favor registrar como Administrador Institucional del Sistema de Gestión Documental Quipux al señor:{datos}
Datos del AIQ | En respuesta a su correo, envío los datos del nuevo AIQ.{datos}
Solicitud Quipux | Solicitamos muy comedidamente se sirva disponer a quien corresponda el cambio del Administrador Institucional Quipux de la EPMAPS.
RE: Datos pendientes [AIQ-2026-00007] | El número es 0991234567 y la extensión 1220
RV: Designación de nuevo administrador del sistema Quipux | Remito para su gestión.{datos}
Administradora Quipux Universidad | La nueva administradora institucional del sistema documental Quipux es Luis Mora{datos}
Transferencia de administración Quipux | Se traspasa la administración institucional de Quipux; el AIQ entrante es{datos}
Cambio de titular AIQ | El titular AIQ cambia a partir del 1 de diciembre.{datos}
quipux | queria pedirles que por favor se cambie a la persona que maneja el quipux aqui en el GAD Parroquial de San Plácido porque la señorita Karla Moreira presentó la renuncia, ahora se va a encargar Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Como Gerente de el GAD Parroquial de San Plácido comunico que la señorita Karla Moreira deja de administrar el Quipux por haber sido encargado de otra dirección. La persona que continúa es Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | le informo que desde mañana el Quipux de el GAD Parroquial de San Plácido lo llevará Silvia Paucar Ortega, ya que la señorita Karla Moreira se jubiló. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | por medio del presente solicito que Silvia Paucar Ortega quede a cargo del Quipux de el GAD Parroquial de San Plácido en reemplazo de la señorita Karla Moreira. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | En el GAD Parroquial de San Plácido quien administraba el Quipux era la señorita Karla Moreira; desde el lunes lo hará Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | les pido me ayuden habilitando como administrador del quipux a Silvia Paucar Ortega, la señorita Karla Moreira ya no trabaja en el GAD Parroquial de San Plácido. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | solicitamos dar de baja a la señorita Karla Moreira como administrador del Quipux de el GAD Parroquial de San Plácido y dar de alta a Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | la señorita Karla Moreira ya no está con nosotros y por eso necesitamos que Silvia Paucar Ortega sea quien maneje el sistema Quipux de el GAD Parroquial de San Plácido. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | El administrador institucional de el GAD Parroquial de San Plácido será Silvia Paucar Ortega. Se deja sin efecto la designación de la señorita Karla Moreira. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Para los fines pertinentes comunico a usted que he dispuesto que Silvia Paucar Ortega asuma la administración del sistema Quipux de el GAD Parroquial de San Plácido que venía cumpliendo la señorita Karla Moreira. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Favor tomar nota que el nuevo responsable de Quipux en el GAD Parroquial de San Plácido es Silvia Paucar Ortega; antes estaba la señorita Karla Moreira. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | quien va a manejar ahora el quipux de el GAD Parroquial de San Plácido es Silvia Paucar Ortega, antes manejaba la señorita Karla Moreira. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Se ha encargado a Silvia Paucar Ortega el manejo del sistema de gestión documental Quipux de el GAD Parroquial de San Plácido, funciones que cumplía la señorita Karla Moreira. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Agradeceré otorgar los permisos de administrador institucional a Silvia Paucar Ortega de el GAD Parroquial de San Plácido y retirarlos a la señorita Karla Moreira. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | hemos resuelto que la administración del Quipux de el GAD Parroquial de San Plácido pase de la señorita Karla Moreira a Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | con la salida de la señorita Karla Moreira, AIQ de el GAD Parroquial de San Plácido, la responsabilidad recae en Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Le escribo para avisar que cambiamos de administrador en el Quipux de el GAD Parroquial de San Plácido, sale la señorita Karla Moreira y entra Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | La señora la señorita Karla Moreira se va con licencia de maternidad y mientras tanto y en adelante Silvia Paucar Ortega llevará el Quipux en el GAD Parroquial de San Plácido. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | designo a Silvia Paucar Ortega para que administre el Quipux en el GAD Parroquial de San Plácido, pues la señorita Karla Moreira fue trasladado. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | tuvimos cambio de personal en el GAD Parroquial de San Plácido: la señorita Karla Moreira salió y Silvia Paucar Ortega toma la posta con el Quipux. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Pongo en su conocimiento que la señorita Karla Moreira cesó en funciones y la administración de Quipux la ejercerá Silvia Paucar Ortega, de el GAD Parroquial de San Plácido. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Silvia Paucar Ortega se hará cargo del Quipux de el GAD Parroquial de San Plácido. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Les saludo de el GAD Parroquial de San Plácido. Nuestra compañera la señorita Karla Moreira, que nos ayudaba con el Quipux, se retiró la semana pasada; su puesto lo ocupa Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Conforme lo conversado, la nueva persona para Quipux en el GAD Parroquial de San Plácido es Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | sírvase registrar como administrador institucional de el GAD Parroquial de San Plácido a Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | se solicita la actualización del AIQ de el GAD Parroquial de San Plácido: Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Como alcalde les comunico que Silvia Paucar Ortega será la persona encargada de administrar Quipux en el GAD Parroquial de San Plácido a partir de esta fecha. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Debido a la renuncia de la señorita Karla Moreira, el GAD Parroquial de San Plácido ha delegado la administración del sistema documental Quipux a Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Por disposición de la máxima autoridad de el GAD Parroquial de San Plácido, Silvia Paucar Ortega pasa a ser la administradora de Quipux, función que tenía la señorita Karla Moreira. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Se comunica el reemplazo de la señorita Karla Moreira por Silvia Paucar Ortega en la administración de Quipux de el GAD Parroquial de San Plácido. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | le presento a Silvia Paucar Ortega, quien me reemplazará como administrador de Quipux en el GAD Parroquial de San Plácido. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | la señorita Karla Moreira fue desvinculada de el GAD Parroquial de San Plácido, por lo tanto Silvia Paucar Ortega administrará la plataforma Quipux. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | ayúdenme por favor con el cambio, ya no es la señorita Karla Moreira la que lleva el Quipux en el GAD Parroquial de San Plácido sino Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | En mi calidad de Rector de el GAD Parroquial de San Plácido designo a Silvia Paucar Ortega Administrador del Sistema Quipux. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | queremos que el Quipux de el GAD Parroquial de San Plácido lo maneje Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Silvia Paucar Ortega es ahora quien opera el sistema de gestión documental en el GAD Parroquial de San Plácido, favor actualizar, ya que la señorita Karla Moreira salió de vacaciones y no regresa. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | Solicito comedidamente se asigne el perfil de administrador Quipux de el GAD Parroquial de San Plácido a Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
quipux | la Dirección Financiera de el GAD Parroquial de San Plácido informa que el control del Quipux estará bajo responsabilidad de Silvia Paucar Ortega. Cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567.
RE: [AIQ-2026-00214] Falta un dato | Las siglas que usa el Conservatorio Superior Salvador Villavicencio en el Quipux son CSSV.
Re: Observación a la solicitud de la CZ7 | mi correo institucional es ines@zonal7-ejemplo.gob.ec y mi celular 0967 554 038
""",
    "aviso_cambio_backup": """
AIQ BACKUP | Buenos dias, notifico que el nuevo AIQ BACKUP de la UTPL es{datos}
Comunicación | Me permito comunicar el cambio de administrador Quipux de respaldo de esta cartera de Estado:{datos}
Reemplazo de AIQ backup | Por salida del anterior AIQ backup lo reemplaza{datos}
Nuevo AIQ Back-up | Yo, Ana Pérez, AIQ de la ANT, informo mi nuevo back-up.{datos}
Actualizacion administrador backup quipux | Favor actualizar en su base{datos}
Cambio de AIQ backup | Notifico el cambio del AIQ backup{datos}
AIQ de respaldo | Informo que el nuevo administrador de respaldo es Luis Mora{datos}
Administrador suplente | Como AIQ principal comunico que mi administrador suplente (backup) será{datos}
Notificación back up quipux | Por medio del presente, en calidad de administradora institucional Quipux, notifico el cambio del back up{datos}
Cambio de administrador | Estimados, soy el AIQ titular del MSP y les informo que desde hoy mi AIQ backup es Luis Mora Paz en lugar de Ana Pérez.{datos}
Nuevo backup | Con copia a mi jefe inmediato, notifico el nuevo AIQ alterno:{datos}
RE: Aviso de cambio de AIQ backup [AIQ-2026-00033] | Celular: 0991234567
Cambio AIQ Backup | Mi backup actual, Ana Pérez, deja el cargo. La reemplaza:{datos}
Actualización AIQ backup | Actualizo los datos de mi AIQ backup{datos}
Designación de administrador alterno Quipux | En mi calidad de AIQ designo como administrador alterno a:{datos}
Cambio de respaldo AIQ | Se cambia el respaldo del AIQ, el nuevo es:{datos}
AIQ Backup ARCOTEL | Por la salida de la Ing. Ruiz, quien ejercía de AIQ backup, notifico que la reemplaza el Ing. Luis Mora{datos}
Notificación | Comunico el cambio de mi administrador institucional backup, copio a mi jefa inmediata.{datos}
Cambio de AIQ de respaldo INEC | Adjunto los datos del nuevo AIQ de respaldo{datos}
RV: Cambio de backup | Reenvío el aviso.{datos} / Nuevo AIQ backup
""",
    "informe_cumplimiento": """
AMBIENTE DE CAPACITACION | se cumplió con todo lo indicado en la plantilla
Fin de parametrización | Se concluyó la parametrización en el ambiente de capacitación; adjunto capturas.
Plantilla completa | Remito la plantilla completa con las 13 actividades realizadas.
Notificación de cumplimiento | Dentro de los 5 días informo que cumplí las actividades solicitadas.
RE: plantilla | Listo, ya terminé todas las actividades.
Cumplimiento de plantilla | Informo que he cumplido con todas las actividades de la plantilla de seguimiento.
Parametrización terminada | Estimados, la parametrización del ambiente de capacitación fue culminada el día de hoy.
RE: Habilitación de accesos [AIQ-2026-00012] | Por medio del presente informo el cumplimiento de las actividades detalladas en la plantilla.
Plantilla de seguimiento | Adjunto la plantilla de seguimiento debidamente llena.
Informe | Se realizaron todas las actividades de la plantilla, quedo atento al registro como AIQ.
Actividades realizadas | Les comunico que terminé las tareas solicitadas en el ambiente de capacitación.
Entrega de plantilla de seguimiento AIQ | Buenas tardes, ya está completada la plantilla. Saludos
Actividades | Informo que las actividades detalladas en la plantilla fueron realizadas dentro del plazo.
Cumplimiento de actividades - AIQ SENAE | Se ha dado cumplimiento a la parametrización del ambiente de capacitación.
Plantilla AIQ | Estimados, envío la plantilla con todas las tareas ejecutadas.
RE: Accesos ambiente de capacitación | Con fecha de hoy he finalizado la configuración solicitada en la plantilla de seguimiento
Reporte de cumplimiento | Reporto el cumplimiento de la plantilla.
Notifico culminación | Notifico la culminación de la parametrización en el ambiente de capacitación
""",
    "otro": """
quipux | no puedo ingresar al Quipux, mi cedula es 1712345675, mi correo spaucar@casa-ejemplo.gob.ec y mi celular 0991234567, soy Técnica de Sistemas 2 de el GAD Parroquial de San Plácido
quipux | solicito crear un usuario Quipux para Silvia Paucar Ortega, Técnica de Sistemas 2, cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567, de el GAD Parroquial de San Plácido
quipux | por favor resetear la clave de Silvia Paucar Ortega con cedula 1712345675 correo spaucar@casa-ejemplo.gob.ec cel 0991234567 de el GAD Parroquial de San Plácido
quipux | el token de firma de Silvia Paucar Ortega, C.I. 1712345675, correo spaucar@casa-ejemplo.gob.ec, no funciona en el Quipux de el GAD Parroquial de San Plácido, celular 0991234567
quipux | deseo actualizar mi correo en quipux: soy Silvia Paucar Ortega, Técnica de Sistemas 2, cedula 1712345675, nuevo correo spaucar@casa-ejemplo.gob.ec, cel. 0991234567, el GAD Parroquial de San Plácido
quipux | ¿cuáles son los requisitos para cambiar de administrador en el GAD Parroquial de San Plácido? Mi cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec y celular 0991234567 por si acaso
quipux | invito a Silvia Paucar Ortega a la capacitación; confirmar a spaucar@casa-ejemplo.gob.ec o al 0991234567, cédula 1712345675, el GAD Parroquial de San Plácido
quipux | Silvia Paucar Ortega de el GAD Parroquial de San Plácido se inscribe en el curso de administradores Quipux: cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567
quipux | el usuario de Silvia Paucar Ortega (cédula 1712345675) está bloqueado en Quipux, Técnica de Sistemas 2 de el GAD Parroquial de San Plácido, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567
quipux | cambiar el cargo de Silvia Paucar Ortega en quipux a Técnica de Sistemas 2, cedula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567, el GAD Parroquial de San Plácido
quipux | Se convoca a los administradores de Quipux a la reunión. Contacto: Silvia Paucar Ortega, Técnica de Sistemas 2, spaucar@casa-ejemplo.gob.ec, celular 0991234567, cédula 1712345675
quipux | solicito el traspaso de la bandeja de la señorita Karla Moreira a Silvia Paucar Ortega, cédula 1712345675, Técnica de Sistemas 2, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567, de el GAD Parroquial de San Plácido, en el Quipux
quipux | necesitamos subrogar en el Quipux a la señorita Karla Moreira por Silvia Paucar Ortega, Técnica de Sistemas 2, cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567, de el GAD Parroquial de San Plácido, que firmará documentos
quipux | la administradora de Quipux de el GAD Parroquial de San Plácido, la señorita Karla Moreira, no me contesta; necesito que me activen el usuario, cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567
quipux | necesito saber quién administra el Quipux en el GAD Parroquial de San Plácido, mi cédula es 1712345675 y mi correo spaucar@casa-ejemplo.gob.ec, celular 0991234567
quipux | soy Silvia Paucar Ortega, administrador de Quipux de el GAD Parroquial de San Plácido, cédula 1712345675; el sistema no deja crear áreas. Correo spaucar@casa-ejemplo.gob.ec, celular 0991234567
quipux | el sistema Quipux de el GAD Parroquial de San Plácido está lento desde el lunes, ayúdenme por favor. Silvia Paucar Ortega, C.I. 1712345675, spaucar@casa-ejemplo.gob.ec, 0991234567
quipux | Silvia Paucar Ortega, Técnica de Sistemas 2 de el GAD Parroquial de San Plácido, cédula 1712345675, solicita certificado de no adeudar en Quipux. Correo spaucar@casa-ejemplo.gob.ec, celular 0991234567
quipux | adjunto mi hoja de vida para el puesto de Técnica de Sistemas 2, cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567, Silvia Paucar Ortega
quipux | solicito que se anule el documento enviado por error en Quipux. Silvia Paucar Ortega, cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567, el GAD Parroquial de San Plácido
quipux | Cambio de dirección de el GAD Parroquial de San Plácido: ahora atendemos en la calle Bolívar. Contacto Silvia Paucar Ortega, cédula 1712345675, spaucar@casa-ejemplo.gob.ec, 0991234567
quipux | la señorita Karla Moreira salió de vacaciones y sus documentos de Quipux están pendientes, reasignar a Silvia Paucar Ortega, cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567, de el GAD Parroquial de San Plácido
quipux | Por favor cambiar mi jefe en el Quipux, ahora es Silvia Paucar Ortega, cédula 1712345675, Técnica de Sistemas 2, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567, el GAD Parroquial de San Plácido
quipux | informo que la señorita Karla Moreira dejó la institución, favor desactivar su cuenta de Quipux. Silvia Paucar Ortega, Técnica de Sistemas 2, cédula 1712345675, spaucar@casa-ejemplo.gob.ec, 0991234567, el GAD Parroquial de San Plácido
quipux | en el Quipux de el GAD Parroquial de San Plácido sale un error al firmar; desde hoy no se puede enviar. Silvia Paucar Ortega, cédula 1712345675, spaucar@casa-ejemplo.gob.ec, 0991234567
quipux | pido se agregue a Silvia Paucar Ortega como firmante en Quipux de el GAD Parroquial de San Plácido, cédula 1712345675, Técnica de Sistemas 2, spaucar@casa-ejemplo.gob.ec, 0991234567, en reemplazo de la señorita Karla Moreira
quipux | el nuevo alcalde de el GAD Parroquial de San Plácido es Silvia Paucar Ortega, cédula 1712345675, correo spaucar@casa-ejemplo.gob.ec, celular 0991234567; favor actualizar en Quipux
quipux | la nueva directora de Talento Humano de el GAD Parroquial de San Plácido es Silvia Paucar Ortega, cédula 1712345675, spaucar@casa-ejemplo.gob.ec, 0991234567, reemplaza a la señorita Karla Moreira; para que conste en Quipux
Firma electrónica | Mi certificado caducó y no puedo firmar oficios
Numeración | El AIQ no puede cambiar la numeración de memorandos.
Error 500 | Quipux presenta error 500 al enviar oficio
Reporte de usuarios | Solicito reporte de usuarios activos de mi institución
Cambio de logo | Solicito el cambio del logo institucional en la plantilla de oficios de Quipux
Plantilla de oficio | No puedo subir la plantilla del membrete en Quipux
Capacitacion | Solicito capacitación en Quipux para 20 funcionarios nuevos
Desactivar usuario | Favor inactivar el usuario de Luis Mora, cédula 1712345675
Creación de institución | Necesitamos crear la institución en Quipux, somos una empresa pública nueva
Cambio de máxima autoridad | Comunico el cambio de la máxima autoridad de la institución: el nuevo Alcalde es Luis Mora.
Fusión de instituciones | ¿Qué pasa con los usuarios Quipux por la fusión de ministerios?
Subrogante | Solicito configurar la subrogación del director
Consulta de trámite | Ingresé un oficio a su institución y deseo conocer su estado: MSP-2026-0001-O
Invitacion reunion AIQ | Se convoca a los AIQ a la reunión del viernes
Respaldo | Agradecemos el respaldo de su gestión a nuestro proyecto
Permisos AIQ | Solicito asignar permisos de administrador al usuario Luis Mora en el área de TIC
Acceso | No me llega el correo para restablecer la clave de mi usuario AIQ
Datos AIQ | Solicito me informen los datos del administrador institucional Quipux de la EPN
Plantilla de seguimiento | Buenas tardes, no he podido completar la plantilla, ¿me pueden dar más plazo?
Prórroga | Solicito una prórroga para cumplir las actividades de la plantilla de seguimiento.
Plantilla | No me ha llegado la plantilla de seguimiento, favor reenviar.
Clave | Olvidé mi contraseña de Quipux.
Implementación Quipux | Solicitamos la implementación del sistema Quipux en el GAD. RUC 1760013210001
Implantación de Quipux | Solicito la implantación del sistema Quipux en nuestra empresa pública. El administrador institucional será Luis Mora.{datos}
Consulta requisitos | ¿Cuáles son los requisitos para el cambio de administrador institucional Quipux?
Consulta | Buenas tardes, quisiera saber cómo se hace el cambio de AIQ.
Estado | ¿En qué estado está mi solicitud de cambio de AIQ?
Soy el AIQ | Como administrador institucional Quipux, necesito crear un área nueva y el sistema da error.
Usuario bloqueado | Favor desbloquear el usuario del AIQ del MSP.
FirmaEC | No puedo firmar documentos con FirmaEC en Quipux.
Capacitación | ¿Cuándo será la capacitación de 12 horas para el nuevo AIQ?
Promoción | Gran descuento en toner y suministros de oficina.
Cambio de correo | Solicito el cambio de mi correo electrónico en mi cuenta de Quipux.
Cambio de cargo | Favor ayudarme con el cambio de mi cargo en Quipux.
Subrogación | ¿Cómo configuro la subrogación de un puesto?
Creación de usuario | Solicito la creación de un usuario nuevo en Quipux para Luis Mora{datos}
Invitación | Invitamos al taller de gobierno electrónico.
Gracias | Muchas gracias por su ayuda.
RE: Solicitud de cambio de AIQ [AIQ-2026-00012] | Muchas gracias, quedo atento.
Ciudadano | Soy ciudadano con firma electrónica y no puedo enviar un documento por Quipux.
Backup AIQ | ¿Cuál es el procedimiento para cambiar el AIQ backup?
Permisos | El AIQ backup no tiene permisos de administrador, ¿pueden ayudarnos?
Respaldo de la base | Cotización de servicios de respaldo en la nube
 | Hola
Consulta AIQ | ¿Quién es el AIQ del Ministerio del Trabajo?
Consulta | ¿A qué correo debo notificar el cambio del AIQ backup?
Problema con numeración | Soy AIQ de la Prefectura, la numeración de oficios está mal.
Acceso capacitación | No puedo ingresar a cap.gestiondocumental.gob.ec con mi usuario de AIQ.
Reunión | Confirmo asistencia a la capacitación del lunes
Cambio de contraseña | Necesito cambiar la contraseña del administrador institucional Quipux
Cambio de jefe de área | Cómo cambio el jefe de un área en Quipux
Problema | El administrador de mi institución no me crea el usuario
Uso de Quipux | Nuestra junta parroquial desea usar Quipux, ¿qué debemos hacer?
Factura electrónica | Adjunto su factura 001-001-0001234
Verifique su cuenta | Su cuenta Quipux será suspendida, ingrese aquí: http://x.y
Datos de contacto | Actualizo mi número de celular: 0991234567
Subsecretario | Felicitaciones por su nuevo cargo
AIQ saliente | Ya no soy AIQ, ¿me pueden quitar de la lista de correos?
Documento no llega | Envié un oficio por Quipux y no llega al destinatario.
Firma | No se valida la firma de un documento en FirmaEC
Certificado | Requiero un certificado de que soy AIQ de la institución
""",
    "consulta_respaldo": """
Consulta respaldo Quipux usuario pasivo | ¿Cómo obtengo el respaldo de un funcionario que ya no trabaja?
Generación de respaldo | El respaldo generado no abre, está dañado el zip.
Respaldos | buenas tardes cuando se va a generar mi respaldo solicitado hace 10 dias
ayuda | no encuentro la opcion para solicitar respaldo de documentos en quipux
Solicitud de ampliación | Solicito ampliar la vigencia del link para descargar mi respaldo, solicitud 88123
Documentos quipux ex servidora | Soy ex servidora del MSP, necesito copia de mis documentos generados en Quipux, solicité respaldo y no me responden
Respaldo | ¿En qué estado está mi solicitud de respaldo No. 45346?
Respaldos quipux | No puedo descargar el respaldo, el link ya caducó. Solicitud 45346
Solicitud 45346 | Buenos días, quisiera saber cuándo estará listo mi respaldo de documentos de Quipux.
Backup de documentos | Ya no trabajo en la institución y necesito el respaldo de mis documentos de Quipux.
Partes del respaldo | Descargué las partes del respaldo y no puedo unir el zip.
Requerimiento de respaldo | Solicito se genere el respaldo de los documentos de mi usuario porque me desvinculo el viernes.
Consulta | Como AIQ de la institución consulto por el estado del respaldo de la ex funcionaria Ana Pérez.
URGENTE RESPALDO | Necesito respaldo de la información de mi bandeja.
Solicitud de respaldo de usuario inactivo | Soy el administrador institucional Quipux y solicito ayuda con el respaldo Nro. 1234 del servidor inactivo.
Descarga | Venció el enlace de descarga de mi respaldo, ¿qué hago?
Pedido | Hice el pedido de respaldo 778812 hace dos semanas y no me llega nada
Ayuda con respaldo | Me sale error al descargar el archivo del respaldo.
Respaldo quipux caducado | Se venció el plazo de 4 días y no alcancé a bajar mi información.
Información respaldo | Tengo 15 documentos, ¿puedo pedir el respaldo?
respaldo de información | Favor su ayuda con el respaldo de la información de mi cuenta ya que salgo de la institución.
Solicitud de respaldo 5950 | Por favor indicar el estado.
Seguimiento | Favor indicar si la solicitud de respaldo Nro. 5950 ya fue atendida.
Unir respaldo | ¿Cómo uno los archivos .z01 y .zip en Linux?
Exfuncionario | Fui funcionario del IESS hasta julio y requiero mis documentos de Quipux (respaldo).
""",
}


def kind_of(subject: str, text: str, *fields: str):
    raw = "\n".join(
        (f"From: Ana <ana@msp.gob.ec>\nSubject: {subject}\nTo: {OWN}", *fields, "", text, "", "Atentamente,", "Ana")
    )
    return classify(open_mail(raw.encode(), Desk(own=(OWN,))), (), None)


@pytest.mark.parametrize(
    ("tipo", "subject", "text"),
    [
        (tipo, *(part.strip() for part in line.split("|")))
        for tipo, lines in MAILS.items()
        for line in lines.strip().split("\n")
    ],
)
def test_the_mail_is_of_its_kind(tipo, subject, text):
    text = text.replace("{datos}", DATOS).replace(" / ", "\n")
    found, reasons = kind_of(subject, text)
    assert found == tipo, reasons
    assert reasons


def test_case_and_accents_do_not_matter():
    assert kind_of("SOLICITUD DE CAMBIO DE AIQ", "Solicito el cambio".upper())[0] == "solicitud_cambio_aiq"
    assert (
        kind_of("Designación", "designacion del administrador institucional Quipux" + DATOS)[0]
        == "solicitud_cambio_aiq"
    )


def test_a_vacation_reply_is_one_though_its_subject_speaks_of_a_request():
    found, reasons = kind_of(
        "Re: Solicitud de cambio de AIQ", "No estoy.", "Auto-Submitted: auto-replied (zimbra; vacation)"
    )
    assert found == "respuesta_automatica"
    assert reasons == ("Auto-Submitted: auto-replied",)


def test_a_newsletter_is_other_mail():
    assert kind_of("Boletín", "Novedades", "List-Id: <boletin.ec>", "Precedence: bulk")[0] == "otro"


def test_a_letter_that_gives_the_administration_to_one_and_its_backup_to_another_asks_for_the_change():
    body = (
        "La administración institucional del sistema Quipux pasa a manos\nde la Ing. Rosa Paz Mora, cédula 1712345675. "
        "En sus ausencias actuará como administrador de respaldo\nel Sr. Juan Vera Luna, cédula 0912345675."
    )
    mail = open_mail(f"From: Ana <ana@msp.gob.ec>\nSubject: oficio\nTo: {OWN}\n\nRemito".encode(), Desk(own=(OWN,)))
    letter = re.sub(r"Asunto: .*\n.*\n", "Asunto: Administradores Quipux\n", carta(body))
    assert classify(mail, (claim(documento(letter)),), None)[0] == "solicitud_cambio_aiq"


@pytest.mark.parametrize(
    "said",
    [
        "La función de administrador de respaldo la seguirá cumpliendo el Sr. Juan Vera Luna",
        "Como administrador backup se mantiene el Sr. Juan Vera Luna",
        "El administrador de respaldo no cambia",
    ],
)
def test_a_letter_whose_backup_stays_is_no_notice_of_him(said: str):
    body = (
        "La institución cuenta con el sistema Quipux, que tuvo a su cargo\nla Ing. Eva Mera Sol. En su lugar he nombrado "
        f"a la Ing. Rosa Paz Mora,\ncédula 1712345675. {said}."
    )
    mail = open_mail(f"From: Ana <ana@msp.gob.ec>\nSubject: oficio\nTo: {OWN}\n\nRemito".encode(), Desk(own=(OWN,)))
    letter = re.sub(r"Asunto: .*\n.*\n", "Asunto: Administración de Quipux\n", carta(body))
    assert classify(mail, (claim(documento(letter)),), None)[0] == "solicitud_cambio_aiq"
    new = letter.replace(said, "Al nuevo administrador de respaldo se le avisará").replace("En su lugar", "De respaldo")
    assert classify(mail, (claim(documento(new)),), None)[0] != "solicitud_cambio_aiq"


def test_a_letter_about_the_administrator_asks_for_the_change_whose_data_stand_in_the_mail():
    body = "La persona que administraba Quipux ya no labora con nosotros. Los datos constan\nen el cuerpo del mensaje."
    letter = re.sub(r"Asunto: .*\n.*\n", "Asunto: Administrador Quipux\n", carta(body))
    data = "Nombres y apellidos: Eva Mera Sol\nCédula: 1712345675\nCargo: Analista\nCorreo: eva@msp.gob.ec\nCelular: 0991234567"
    for announced, kind in (("Adjunto oficio.", "solicitud_cambio_aiq"), ("Datos del administrador de respaldo.", None)):
        raw = f"From: Ana <ana@msp.gob.ec>\nSubject: oficio\nTo: {OWN}\n\n{announced}\n\n{data}"
        read = classify(open_mail(raw.encode(), Desk(own=(OWN,))), (claim(documento(letter)),), None)[0]
        assert read == kind or (kind is None and read != "solicitud_cambio_aiq")
