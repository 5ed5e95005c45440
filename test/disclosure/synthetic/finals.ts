/** Final accounts as different provinces put them; every sentence says what the account holds. */
import { type Account, sum } from './account.ts'
import {
  basicOf,
  beforeOf,
  boughtOf,
  budgetOf,
  carsOf,
  classesOf,
  compared,
  grouped,
  moved,
  pct,
  projectOf,
  receivedOf,
  runningOf,
  said,
  short,
  spentOf,
  staffOf,
  threeOf,
  totalOf,
  wan,
  yuan,
} from './figures.ts'

const UP = ['增加', '增长', '减少', '下降'] as const
const no = (i: number) => '一二三四五六七八九十'[i]!
const carList = (a: Account, mark: string) => a.cars.map((c) => `${c.name}${c.n}辆`).join(mark)

/** West: shares of every source, items numbered, completion of the adjusted budget. */
export function west(a: Account): string[] {
  const y = a.year
  const [spent, got] = [spentOf(a), receivedOf(a)]
  const t = (k: 'abroad' | 'buy' | 'run' | 'reception') => a.three[k]
  const three = threeOf(a, 'outcome')
  const car = t('buy').outcome + t('run').outcome
  return [
    `${a.name}${y}年度部门决算`,
    '第一部分 部门概况',
    '一、机构设置',
    `${a.name}内设${a.offices.join('、')}${a.offices.length}个科室。总编制${a.posts.administrative + a.posts.business + a.posts.workers}名，其中：行政编制${a.posts.administrative}名、事业编制${a.posts.business}名、工勤人员编制${a.posts.workers}名。在职人员总数${sum(a.posts.inPost)}人（行政人员${a.posts.inPost[0]}人，事业人员${a.posts.inPost[1]}人，工勤人员${a.posts.inPost[2]}人）。退休人员${a.posts.retired}人。`,
    `第二部分 ${y}年度部门决算情况说明`,
    '一、收入支出决算总体情况说明',
    `${y}年度收、支总计均为${wan(totalOf(a))}万元。主要变动原因是人员变动。`,
    '二、收入决算情况说明',
    `${y}年本年收入合计${wan(got)}万元，其中：一般公共预算财政拨款收入${wan(a.income.general)}万元，占${pct(a.income.general, got)}%；政府性基金预算财政拨款收入0万元，占0%；事业收入0万元，占0%；其他收入${wan(a.income.other)}万元，占${pct(a.income.other, got)}%。`,
    '三、支出决算情况说明',
    `${y}年本年支出合计${wan(spent)}万元，其中：基本支出${wan(basicOf(a))}万元，占${pct(basicOf(a), spent)}%；项目支出${wan(projectOf(a))}万元，占${pct(projectOf(a), spent)}%；上缴上级支出0万元，占0%；经营支出0万元，占0%；对附属单位补助支出0万元，占0%。`,
    '五、一般公共预算财政拨款支出决算情况说明',
    '（一）一般公共预算财政拨款支出决算总体情况',
    `${y}年一般公共预算财政拨款支出${wan(spent)}万元，占本年支出合计的100%。与${y - 1}年相比，一般公共预算财政拨款支出${said(moved(spent, beforeOf(a)), UP, '持平')}。`,
    '（二）一般公共预算财政拨款支出决算结构情况',
    `${y}年一般公共预算财政拨款支出${wan(spent)}万元，主要用于以下方面：${classesOf(a)
      .map((c) => `${c.name}（类）${wan(c.amount)}万元，占${pct(c.amount, spent)}%`)
      .join('；')}。`,
    '（三）一般公共预算财政拨款支出决算具体情况',
    `${y}年一般公共预算财政拨款支出决算数为${wan(spent)}万元，完成预算${pct(spent, budgetOf(a))}%。其中：`,
    ...a.items.map((i, n) => {
      const done = i.basic + i.project
      return `${n + 1}. ${i.names[0]}（类）${i.names[1]}（款）${i.names[2]}（项）：年初预算数为${wan(i.budget)}万元，支出决算为${wan(done)}万元，完成年初预算的${pct(done, i.budget)}%，${compared(done, i.budget)}，主要原因是按实际支付。`
    }),
    '六、一般公共预算财政拨款基本支出决算情况说明',
    `${y}年一般公共预算财政拨款基本支出${wan(basicOf(a))}万元，其中：`,
    `人员经费${wan(staffOf(a))}万元，主要包括：基本工资、津贴补贴、奖金、住房公积金、退休费等。`,
    `公用经费${wan(runningOf(a))}万元，主要包括：办公费、差旅费、工会经费、其他交通费用等。`,
    '七、财政拨款“三公”经费支出决算情况说明',
    `${y}年“三公”经费财政拨款支出决算为${wan(three)}万元，完成预算${pct(three, threeOf(a, 'budget'))}%。`,
    `${y}年“三公”经费财政拨款支出决算中，因公出国（境）费支出决算${wan(t('abroad').outcome)}万元，占${pct(t('abroad').outcome, three)}%；公务用车购置及运行维护费支出决算${wan(car)}万元，占${pct(car, three)}%；公务接待费支出决算${wan(t('reception').outcome)}万元，占${pct(t('reception').outcome, three)}%。具体情况如下：`,
    `1.公务用车购置及运行维护费支出${wan(car)}万元，完成预算${pct(car, t('buy').budget + t('run').budget)}%。公务用车购置及运行维护费支出决算比${y - 1}年${said(moved(car, t('buy').before + t('run').before), UP, '持平')}。`,
    `其中：公务用车购置支出${wan(t('buy').outcome)}万元。公务用车运行维护费支出${wan(t('run').outcome)}万元。`,
    `2.公务接待费支出${wan(t('reception').outcome)}万元，完成预算${pct(t('reception').outcome, t('reception').budget)}%。公务接待费支出决算比${y - 1}年${said(moved(t('reception').outcome, t('reception').before), UP, '持平')}。其中：国内公务接待支出${wan(t('reception').outcome)}万元，外事接待支出0万元。国内公务接待${a.reception.batches}批次，${a.reception.persons}人次（不包括陪同人员）。`,
    '十、其他重要事项的情况说明',
    `${y}年，机关运行经费支出${wan(runningOf(a))}万元，比${y - 1}年${said(moved(runningOf(a), Math.round(runningOf(a) * 0.93)), UP, '持平')}。主要原因是人员增加。`,
    `${y}年，${a.name}政府采购支出总额${wan(boughtOf(a))}万元，其中：政府采购货物支出${wan(a.procurement.goods)}万元、政府采购工程支出${wan(a.procurement.works)}万元、政府采购服务支出${wan(a.procurement.services)}万元。授予中小企业合同金额${wan(a.procurement.small)}万元，占政府采购支出总额的${pct(a.procurement.small, boughtOf(a))}%，其中：授予小微企业合同金额${wan(a.procurement.micro)}万元，占政府采购支出总额的${pct(a.procurement.micro, boughtOf(a))}%。`,
    `截至${y}年12月31日，${a.name}共有车辆${carsOf(a)}辆，其中：${carList(a, '、')}。单价100万元以上设备（不含车辆）0台（套）。`,
    `根据预算绩效管理要求，本部门在年初预算编制阶段，组织对${a.projects.map((p) => p.name).join('、')}等${a.projects.length}个项目编制了绩效目标。`,
    ...a.projects.map(
      (p, i) =>
        `（${i + 1}）${p.name}项目绩效目标完成情况综述。项目全年预算数${short(p.planned)}万元，执行数为${short(p.done)}万元，完成预算的${pct(p.done, p.planned)}%。`,
    ),
  ]
}

/** Southwest city: total first, then income and expenditure, one decimal in shares. */
export function mountain(a: Account): string[] {
  const y = a.year
  const [spent, got] = [spentOf(a), receivedOf(a)]
  const m = moved(got, a.income.before)
  const three = threeOf(a, 'outcome')
  const car = a.three.buy.outcome + a.three.run.outcome
  return [
    `${a.name}${y}年度部门决算情况说明`,
    '一、部门基本情况',
    '二、部门决算情况说明',
    '（一）收入支出决算总体情况说明。',
    `1.总体情况。${y}年度收入总计${wan(totalOf(a))}万元，支出总计${wan(totalOf(a))}万元。收支较上年决算数${said(moved(totalOf(a), Math.round(totalOf(a) * 1.08)), UP, '持平', '、')}，主要原因是项目减少。`,
    `2.收入情况。${y}年度收入合计${wan(got)}万元，较上年决算数${said(m, UP, '持平')}，主要原因是经费变动。其中：财政拨款收入${wan(a.income.general)}万元，占${pct(a.income.general, got, 1)}%；其他收入${wan(a.income.other)}万元，占${pct(a.income.other, got, 1)}%。此外，年初结转和结余${wan(a.carried.start)}万元。`,
    `3.支出情况。${y}年度支出合计${wan(spent)}万元，较上年决算数${said(moved(spent, beforeOf(a)), UP, '持平')}，主要原因是经费变动。其中：基本支出${wan(basicOf(a))}万元，占${pct(basicOf(a), spent, 1)}%；项目支出${wan(projectOf(a))}万元，占${pct(projectOf(a), spent, 1)}%。此外，结余分配${wan(a.carried.left)}万元。`,
    `4.结转结余情况。${y}年度年末结转和结余${wan(a.carried.end)}万元，较上年决算数${said(moved(a.carried.end, a.carried.start), UP, '持平')}，主要原因是项目结转。`,
    '（二）一般公共预算财政拨款支出决算情况说明。',
    `1.支出情况。${y}年度一般公共预算财政拨款支出${wan(spent)}万元，较上年决算数${said(moved(spent, beforeOf(a)), UP, '持平')}。较年初预算数${said(moved(spent, budgetOf(a)), UP, '持平')}。主要原因是年中追加。`,
    '2.比较情况。本部门当年一般公共预算财政拨款支出主要用于以下几个方面：',
    ...classesOf(a).map(
      (c, i) =>
        `（${i + 1}）${c.name}${wan(c.amount)}万元，占${pct(c.amount, spent, 1)}%，较年初预算数${said(moved(c.amount, c.budget), UP, '持平')}，主要原因是按实际支付。`,
    ),
    '（四）一般公共预算财政拨款基本支出决算情况说明',
    `${y}年度一般公共财政拨款基本支出${wan(basicOf(a))}万元。其中：人员经费${wan(staffOf(a))}万元，较上年决算数${said(moved(staffOf(a), Math.round(staffOf(a) * 0.9)), UP, '持平')}，主要原因是调资。人员经费用途主要包括工资。公用经费${wan(runningOf(a))}万元，较上年决算数${said(moved(runningOf(a), Math.round(runningOf(a) * 1.1)), UP, '持平')}，主要原因是节约。`,
    '三、“三公”经费情况说明',
    `${y}年度“三公”经费支出共计${wan(three)}万元，较年初预算数${said(moved(three, threeOf(a, 'budget')), UP, '持平')}，主要原因是厉行节约。较上年支出数${said(moved(three, threeOf(a, 'before')), UP, '持平')}，主要原因是厉行节约。`,
    `本部门${y}年度因公出国（境）费用0.00万元。公务车购置费${wan(a.three.buy.outcome)}万元。公务车运行维护费${wan(a.three.run.outcome)}万元，主要用于机要文件交换所需车辆的燃料费。费用支出较年初预算数${said(moved(a.three.run.outcome, a.three.run.budget), UP, '持平')}。公务接待费${wan(a.three.reception.outcome)}万元，费用支出较年初预算数${said(moved(a.three.reception.outcome, a.three.reception.budget), UP, '持平')}。`,
    `${y}年度本部门因公出国（境）共计0个团组，0人；公务用车购置0辆，公务车保有量为${carsOf(a)}辆；国内公务接待${a.reception.batches}批次${a.reception.persons}人，其中：国内外事接待0批次，0人。${y}年本部门人均接待费${wan(a.three.reception.outcome) === '0.00' ? '0' : pct(a.three.reception.outcome, a.reception.persons * 100)}元，车均购置费0万元，车均维护费${carsOf(a) > 0 ? wan(Math.round(a.three.run.outcome / carsOf(a))) : '0'}万元。`,
    '四、其他需要说明的事项',
    `截至${y}年12月31日，本部门共有车辆${carsOf(a)}辆，其中，${carList(a, '、')}。单价100万元（含）以上设备（不含车辆）0台（套）。`,
    `${y}年度本部门政府采购支出总额${wan(boughtOf(a))}万元，其中：政府采购货物支出${wan(a.procurement.goods)}万元、政府采购工程支出${wan(a.procurement.works)}万元、政府采购服务支出${wan(a.procurement.services)}万元。授予中小企业合同金额${wan(a.procurement.small)}万元，占政府采购支出总额的${pct(a.procurement.small, boughtOf(a), 1)}%，其中：授予小微企业合同金额${wan(a.procurement.micro)}万元，占政府采购支出总额的${pct(a.procurement.micro, boughtOf(a), 1)}%。`,
    car >= 0 ? '五、名词解释' : '',
  ]
}

/** Northwest: what the totals consist of, budget against outcome, and year before. */
export function northwest(a: Account): string[] {
  const y = a.year
  const [spent, got] = [spentOf(a), receivedOf(a)]
  const three = threeOf(a, 'outcome')
  const car = a.three.buy.outcome + a.three.run.outcome
  return [
    `${a.name}${y}年度部门决算公开说明`,
    '第一部分 单位概况',
    `${a.name}${y}年度，实有人数${sum(a.posts.inPost) + a.posts.retired}人，其中：在职人员${sum(a.posts.inPost)}人，增加0人；离休人员0人，增加0人；退休人员${a.posts.retired}人，增加0人。`,
    `单位无下属预算单位，下设${a.offices.length}个科室，分别是：${a.offices.join('、')}。`,
    '第二部分 部门决算情况说明',
    '一、收入支出决算总体情况说明',
    `${y}年度收入总计${wan(totalOf(a))}万元，其中：本年收入合计${wan(got)}万元，使用非财政拨款结余0.00万元，年初结转和结余${wan(a.carried.start)}万元。`,
    `${y}年度支出总计${wan(totalOf(a))}万元，其中：本年支出合计${wan(spent)}万元，结余分配${wan(a.carried.left)}万元，年末结转和结余${wan(a.carried.end)}万元。`,
    `收入支出总体与上年相比，${said(moved(totalOf(a), Math.round(totalOf(a) * 0.9)), UP, '持平')}，主要原因是：单位人员增加。`,
    '二、收入决算情况说明',
    `本年收入${wan(got)}万元，其中：财政拨款收入${wan(a.income.general)}万元，占${pct(a.income.general, got)}%；上级补助收入0.00万元，占0.00%；事业收入0.00万元，占0.00%；经营收入0.00万元，占0.00%；附属单位上缴收入0.00万元，占0.00%；其他收入${wan(a.income.other)}万元，占${pct(a.income.other, got)}%。`,
    '三、支出决算情况说明',
    `本年支出${wan(spent)}万元，其中：基本支出${wan(basicOf(a))}万元，占${pct(basicOf(a), spent)}%；项目支出${wan(projectOf(a))}万元，占${pct(projectOf(a), spent)}%；上缴上级支出0.00万元，占0.00%；经营支出0.00万元，占0.00%；对附属单位补助支出0.00万元，占0.00%。`,
    '五、一般公共预算财政拨款支出决算情况说明',
    `与上年相比，${y}年度一般公共预算财政拨款支出${wan(spent)}万元，${said(moved(spent, beforeOf(a)), UP, '与上年持平')}，主要原因是：人员变动。与年初预算相比，年初预算数${wan(budgetOf(a))}万元，决算数${wan(spent)}万元，预决算差异率${spent < budgetOf(a) ? '-' : ''}${moved(spent, budgetOf(a)).rate}%，主要原因是：年中调整。`,
    `${y}年度一般公共预算财政拨款支出${wan(spent)}万元，其中：`,
    ...classesOf(a).map((c, i) => `${i + 1}、${c.name}(类)${wan(c.amount)}万元,占${pct(c.amount, spent)}%。`),
    '（三）一般公共预算财政拨款支出决算具体情况',
    ...a.items.map((i, n) => {
      const done = i.basic + i.project
      return `${n + 1}、${i.names[0]}(类)${i.names[1]}(款)${i.names[2]}(项):支出决算数为${wan(done)}万元,比上年决算${said(moved(done, i.before), UP, '无变化')},主要原因是:据实支付。`
    }),
    '六、一般公共预算财政拨款基本支出决算情况说明',
    `${y}年度一般公共预算财政拨款基本支出${wan(basicOf(a))}万元，其中：人员经费${wan(staffOf(a))}万元，包括：${a.economic
      .filter((e) => /^30[13]/.test(e.code))
      .map((e) => e.name)
      .join('、')}。公用经费${wan(runningOf(a))}万元，包括：${a.economic
      .filter((e) => /^302|^310/.test(e.code))
      .map((e) => e.name)
      .join('、')}。`,
    '九、财政拨款“三公”经费支出决算情况说明',
    `${y}年度财政拨款“三公”经费支出全口径${wan(three)}万元，${said(moved(three, threeOf(a, 'before')), ['比上年增加', '增长', '比上年减少', '下降'], '比上年无变化')}，主要原因是：厉行节约。其中：因公出国(境)费支出0.00万元，占0.00%，比上年增加0.00万元，增长0.00%；公务用车购置及运行维护费支出${wan(car)}万元，占${pct(car, three)}%，${said(moved(car, a.three.buy.before + a.three.run.before), ['比上年增加', '增长', '比上年减少', '下降'], '比上年无变化')}；公务接待费支出${wan(a.three.reception.outcome)}万元，占${pct(a.three.reception.outcome, three)}%，${said(moved(a.three.reception.outcome, a.three.reception.before), ['比上年增加', '增长', '比上年减少', '下降'], '比上年无变化')}。`,
    `与全年预算相比，财政拨款“三公”经费支出全年预算数${wan(threeOf(a, 'budget'))}万元，决算数${wan(three)}万元，预决算差异率${three < threeOf(a, 'budget') ? '-' : ''}${moved(three, threeOf(a, 'budget')).rate}%，主要原因是：厉行节约。`,
    '十一、其他重要事项的情况说明',
    `${y}年度${a.name}机关运行经费支出${wan(runningOf(a))}万元，比上年${said(moved(runningOf(a), Math.round(runningOf(a) * 0.8)), UP, '无变化')}，主要原因是：人员增加。`,
    `${y}年度政府采购支出总额${wan(boughtOf(a))}万元，其中：政府采购货物支出${wan(a.procurement.goods)}万元、政府采购工程支出${wan(a.procurement.works)}万元、政府采购服务支出${wan(a.procurement.services)}万元。`,
    `授予中小企业合同金额${wan(a.procurement.small)}万元，占政府采购支出总额的${pct(a.procurement.small, boughtOf(a))}%，其中：授予小微企业合同金额${wan(a.procurement.micro)}万元，占政府采购支出总额的${pct(a.procurement.micro, boughtOf(a))}%。`,
    `截至${y}年12月31日，房屋1200.00平方米，价值300.50万元。车辆${carsOf(a)}辆，价值88.00万元，其中：${carList(a, '、')}；单价100万元(含)以上设备(不含车辆)0台(套)。`,
    `预算绩效管理取得的成效：${y}年度部门预算项目共${a.projects.length}个，涉及资金${wan(sum(a.projects.map((p) => p.planned)))}万元，全年执行数${wan(sum(a.projects.map((p) => p.done)))}万元，执行率${pct(sum(a.projects.map((p) => p.done)), sum(a.projects.map((p) => p.planned)))}%。`,
  ]
}

/** The middle of the country, with tables of each kind behind the words; figures of the tables in yuan. */
export function middle(a: Account): string[] {
  const y = a.year
  const [spent, got] = [spentOf(a), receivedOf(a)]
  const three = threeOf(a, 'outcome')
  const car = a.three.buy.outcome + a.three.run.outcome
  const l = a.letters
  const all = l.letters + l.visits + l.net
  return [
    `${a.name}${y}年度部门决算公开`,
    '第一部分 部门概况',
    `全年共受理群众信访事项${all}件（批）次，同比${all >= l.before ? '上升' : '下降'}${moved(all, l.before).rate}%。其中：来信${l.letters}件，占${pct(l.letters, all)}%；来访${l.visits}批次，占${pct(l.visits, all)}%；网上信访${l.net}件，占${pct(l.net, all)}%。`,
    `第二部分 ${y}年度部门决算表`,
    ...spending(a, `${y}年度支出决算表`, '元'),
    ...economics(a, `${y}年度一般公共预算财政拨款基本支出决算表`),
    `第三部分 ${y}年度部门决算情况说明`,
    '一、收入支出决算总体情况说明',
    `${y}年度收、支总计${grouped(wan(totalOf(a)))}万元。与上年度相比，收、支总计各${said(moved(totalOf(a), Math.round(totalOf(a) * 1.2)), UP, '持平')}，主要是压减项目。`,
    '二、收入决算情况说明',
    `本年收入合计${grouped(wan(got))}万元，其中：财政拨款收入${grouped(wan(a.income.general))}万元，占${pct(a.income.general, got)}%；上级补助收入0万元，占0%；事业收入0万元，占0%；经营收入0万元，占0%；其他收入${wan(a.income.other)}万元，占${pct(a.income.other, got)}%。`,
    '三、支出决算情况说明',
    `本年支出合计${grouped(wan(spent))}万元，其中：基本支出${grouped(wan(basicOf(a)))}万元，占${pct(basicOf(a), spent)}%；项目支出${grouped(wan(projectOf(a)))}万元，占${pct(projectOf(a), spent)}%；上缴上级支出0万元，占0%；经营支出0万元，占0%；对附属单位补助支出0万元，占0%。`,
    '五、一般公共预算财政拨款支出决算情况说明',
    '（三）财政拨款支出决算具体情况',
    `${y}年度财政拨款支出年初预算数为${grouped(wan(budgetOf(a)))}万元，支出决算数为${grouped(wan(spent))}万元，完成年初预算的${pct(spent, budgetOf(a))}%，其中：`,
    ...a.items.flatMap((i, n) => {
      const done = i.basic + i.project
      return [
        `${n + 1}、${i.names[0]}（类）${i.names[1]}（款）${i.names[2]}（项）。`,
        `年初预算为${wan(i.budget)}万元，支出决算为${wan(done)}万元，完成年初预算的${pct(done, i.budget)}%，${wan(done) === wan(i.budget) ? '决算数与年初预算数持平。' : `${compared(done, i.budget)}的主要原因是：据实支付。`}`,
      ]
    }),
    '六、一般公共预算财政拨款基本支出决算情况说明',
    `${y}年度财政拨款基本支出${wan(basicOf(a))}万元，其中：人员经费${wan(staffOf(a))}万元，占基本支出的${pct(staffOf(a), basicOf(a))}%，主要包括基本工资、津贴补贴；公用经费${wan(runningOf(a))}万元，占基本支出的${pct(runningOf(a), basicOf(a))}%，主要包括办公费、差旅费。`,
    '七、财政拨款三公经费支出决算情况说明',
    `“三公”经费财政拨款支出预算为${wan(threeOf(a, 'budget'))}万元，支出决算为${wan(three)}万元，完成预算的${pct(three, threeOf(a, 'budget'))}%，其中：`,
    `因公出国（境）费支出预算为0万元，支出决算为0万元，决算数与预算数持平。与上年持平。`,
    `公务接待费支出预算为${wan(a.three.reception.budget)}万元，支出决算为${wan(a.three.reception.outcome)}万元，完成预算的${pct(a.three.reception.outcome, a.three.reception.budget)}%，决算数${wan(a.three.reception.outcome) === wan(a.three.reception.budget) ? '等于' : '小于'}预算数的主要原因是厉行节约，与上年相比${said(moved(a.three.reception.outcome, a.three.reception.before), UP, '持平')}。`,
    `公务用车购置费支出预算为${wan(a.three.buy.budget)}万元，支出决算为${wan(a.three.buy.outcome)}万元。`,
    `公务用车运行维护费支出预算为${wan(a.three.run.budget)}万元，支出决算为${wan(a.three.run.outcome)}万元，完成预算的${pct(a.three.run.outcome, a.three.run.budget)}%。`,
    `${y}年度“三公”经费财政拨款支出决算中，公务接待费支出决算${wan(a.three.reception.outcome)}万元，占${pct(a.three.reception.outcome, three)}%，因公出国（境）费支出决算0万元，占0%，公务用车购置费及运行维护费支出决算${wan(car)}万元，占${pct(car, three)}%。其中：`,
    `1、公务接待费支出决算为${wan(a.three.reception.outcome)}万元，全年共接待来访团组${a.reception.batches}个、来宾${a.reception.persons}人次。`,
    '十、关于机关运行经费支出说明',
    `本部门${y}年度机关运行经费支出${wan(runningOf(a))}万元，比年初预算数${said(moved(runningOf(a), Math.round(runningOf(a) * 1.05)), UP, '持平')}。主要原因是压缩开支。`,
    '十二、关于政府采购支出说明',
    `本部门${y}年度政府采购支出总额${wan(boughtOf(a))}万元，其中：政府采购货物支出${wan(a.procurement.goods)}万元、政府采购工程支出${wan(a.procurement.works)}万元、政府采购服务支出${wan(a.procurement.services)}万元。授予中小企业合同金额${wan(a.procurement.small)}万元，占政府采购支出总额的${pct(a.procurement.small, boughtOf(a))}%，其中：授予小微企业合同金额${wan(a.procurement.micro)}万元，占授予中小企业合同金额的${pct(a.procurement.micro, a.procurement.small)}%。`,
    `截至${y}年12月31日，本单位共有车辆${carsOf(a)}辆，其中${carList(a, '、')}；单位价值50万元以上通用设备0台（套），单位价值100万元以上专用设备0台（套）。`,
    `第${no(3)}部分 名词解释`,
  ]
}

/** Functional classes with their kinds and items: class = sum of kinds, row = basic + project. */
export function spending(a: Account, title: string, unit: '元' | '万元', mark = ' '): string[] {
  const show = (n: number) => (unit === '元' ? yuan(n) : grouped(wan(n)))
  const line = (code: string, name: string, items: Account['items']) =>
    [
      code,
      name,
      sum(items.map((i) => i.basic + i.project)),
      sum(items.map((i) => i.basic)),
      sum(items.map((i) => i.project)),
    ]
      .map((c) => (typeof c === 'number' ? show(c) : c))
      .filter((c) => c !== '')
      .join(mark)
  const out = [
    title,
    `单位：${unit}`,
    ['科目编码', '科目名称', '本年支出合计', '基本支出', '项目支出'].join(mark),
  ]
  const seen = new Set<string>()
  for (const i of a.items) {
    for (const n of [3, 5, 7]) {
      const code = i.code.slice(0, n)
      if (seen.has(code)) continue
      seen.add(code)
      out.push(
        line(
          code,
          i.names[n === 3 ? 0 : n === 5 ? 1 : 2]!,
          a.items.filter((x) => x.code.startsWith(code)),
        ),
      )
    }
  }
  return [...out, line('', '合计', a.items)]
}

/** Economic classes: staff and running, one figure a row. */
export function economics(a: Account, title: string, mark = ' '): string[] {
  const groups: readonly [string, string][] = [
    ['301', '工资福利支出'],
    ['302', '商品和服务支出'],
    ['303', '对个人和家庭的补助'],
    ['310', '资本性支出'],
  ]
  const row = (code: string, name: string, all: Account['economic']) => {
    const staff = sum(all.filter((e) => /^30[13]/.test(e.code)).map((e) => e.amount))
    const run = sum(all.filter((e) => /^302|^310/.test(e.code)).map((e) => e.amount))
    return [code, name, yuan(staff + run), yuan(staff), yuan(run)].filter((c) => c !== '').join(mark)
  }
  return [
    title,
    '单位：元',
    ['科目编码', '科目名称', '合计', '人员经费', '公用经费'].join(mark),
    ...groups.flatMap(([code, name]) => {
      const own = a.economic.filter((e) => e.code.startsWith(code))
      return own.length === 0 ? [] : [row(code, name, own), ...own.map((e) => row(e.code, e.name, [e]))]
    }),
    row('', '合计', a.economic),
  ]
}

export const FINALS = { west, mountain, northwest, middle } as const
