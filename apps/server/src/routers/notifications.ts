import {
  ChangeMyNotifications,
  ConnectSlack,
  Delivery,
  DeliveryId,
  DeliveryPage,
  ListDeliveries,
  MyNotifications,
  NotificationSettings,
  Redrive,
  Redriven,
  SendTest,
  SwitchSlack,
  TestResult,
} from '@tributary/contracts'
import { listDeliveries, readDelivery } from '@tributary/use-cases/notifications/list-deliveries'
import {
  changeMyNotifications,
  connectSlack,
  disconnectSlack,
  readMyNotifications,
  readNotificationSettings,
  sendTest,
  switchSlack,
} from '@tributary/use-cases/notifications/notification-settings'
import { redrive } from '@tributary/use-cases/notifications/redrive'
import { may, router, signedIn } from '../trpc.ts'

const read = may('deliveries.read')
const manage = may('notifications.manage')

export const notificationsRouter = router({
  mine: signedIn.output(MyNotifications).query(({ ctx }) => readMyNotifications(ctx)),
  changeMine: signedIn
    .input(ChangeMyNotifications)
    .output(MyNotifications)
    .mutation(({ ctx, input }) => changeMyNotifications(ctx, input)),
  settings: may('settings.read')
    .output(NotificationSettings)
    .query(({ ctx }) => readNotificationSettings(ctx)),
  connectSlack: manage
    .input(ConnectSlack)
    .output(NotificationSettings)
    .mutation(({ ctx, input }) => connectSlack(ctx, input)),
  switchSlack: manage
    .input(SwitchSlack)
    .output(NotificationSettings)
    .mutation(({ ctx, input }) => switchSlack(ctx, input)),
  disconnectSlack: manage.output(NotificationSettings).mutation(({ ctx }) => disconnectSlack(ctx)),
  sendTest: manage
    .input(SendTest)
    .output(TestResult)
    .mutation(({ ctx, input }) => sendTest(ctx, input)),
  deliveries: read
    .input(ListDeliveries)
    .output(DeliveryPage)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),
  delivery: read
    .input(DeliveryId)
    .output(Delivery)
    .query(({ ctx, input }) => readDelivery(ctx, input)),
  redrive: may('deliveries.replay')
    .input(Redrive)
    .output(Redriven)
    .mutation(({ ctx, input }) => redrive(ctx, input)),
})
